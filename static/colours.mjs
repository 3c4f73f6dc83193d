// Keeps of a style sheet what is about colours. Laid over one that is compiled from the same rules it changes these alone:
// all of them are there, in the same order, so that of two rules the same one wins.
const ABOUT_COLOURS = /^(--|color|background|border|outline|box-shadow|fill|stroke|text-decoration)/;
const ON_PAPER = /^@media print/;

export function colours(css) {
  const found = [];
  const open = []; // the rules around the line, each with what opens it and whether that is found already
  let opening = [];
  for (const line of css.replace(/\/\*.*?\*\//gs, "").split("\n").map((one) => one.trim())) {
    if (line === "}") {
      if (open.pop().isFound) found.push("}");
    } else if (line.endsWith("{") || line.endsWith(",")) {
      opening.push(line);
      if (line.endsWith("{")) open.push({ text: opening.splice(0).join(" "), isFound: false });
    } else if (ABOUT_COLOURS.test(line) && !open.some(({ text }) => ON_PAPER.test(text))) {
      for (const rule of open.filter(({ isFound }) => !isFound)) {
        found.push(rule.text);
        rule.isFound = true;
      }
      found.push(line);
    }
  }
  return found.join("\n");
}
