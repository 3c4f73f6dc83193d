// Leads from a message to its place in the box: the line comes into view with the character selected.
export function leadToPlace(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const box = document.querySelector(link.hash);
    const { line, column } = link.dataset;
    const before = box.value.split("\n").slice(0, line - 1);
    const start = before.reduce((length, text) => length + text.length + 1, Number(column) - 1);
    box.focus();
    box.setSelectionRange(start, start + 1);
    box.scrollTop = (box.scrollHeight * (line - 4)) / box.value.split("\n").length;
  });
}
