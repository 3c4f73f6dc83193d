// Says in one quiet line what becomes of what was typed; its words are the page's.
export class Status {
  #line;
  #isOld; // a copy that shows nothing of what was typed since
  #wasRestored = false;

  constructor(line, { isOld }) {
    this.#line = line;
    this.#isOld = isOld;
  }

  get leaving() {
    return this.#line.dataset.leaving;
  }

  say(what, { isKept, told = [] } = {}) {
    const words = this.#line.dataset;
    if (what === "offline" && this.#isOld) what = "old";
    if (what === "saved" && this.#wasRestored) what = "restored";
    const where = isKept === undefined ? "" : isKept ? words.kept : words.open;
    const text = [words[what] + where, ...told].join(" ");
    if (text === this.#line.textContent) return; // or it would be read out again
    this.#line.textContent = text;
    this.#line.dataset.shown = what;
    if (what === "signedOut") this.#line.append(" ", this.#link());
  }

  restored() {
    this.#wasRestored = true;
  }

  typed() {
    this.#wasRestored = false;
  }

  #link() {
    const { wayIn, wayInWords } = this.#line.dataset;
    const link = { className: "nhsuk-link", href: wayIn, target: "_blank", textContent: wayInWords };
    return Object.assign(document.createElement("a"), link);
  }
}
