// Sends the rows of a rating page as they are answered, and puts back what was typed and did not arrive.
import { copyOf } from "./offline.js";
import { token } from "./sender.js";

const BASE = "-base";
const isChoice = (box) => ["radio", "checkbox"].includes(box.type);
const isAlike = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class RatingForm {
  #form;
  #sender;
  #status;
  #passing; // it is of somebody else: nothing of it stays here once it has arrived
  #bases = new Map(); // by code, the hidden field with what the row was made from
  #isLeaving = false;

  constructor(form, sender, status) {
    this.#form = form;
    this.#passing = "passing" in form.dataset;
    this.#sender = sender;
    this.#status = status;
    for (const base of form.querySelectorAll(`[name$="${BASE}"]`)) this.#bases.set(base.name.slice(0, -BASE.length), base);
    form.addEventListener("input", (event) => this.#changed(event.target));
    form.addEventListener("submit", (event) => this.#submit(event));
    sender.home = this.address;
    sender.whenSaved = (row, base) => this.#saved(row, base);
  }

  get address() {
    return this.#form.dataset.autosave;
  }

  #boxes(base) {
    return [...base.closest(".app-rating").querySelectorAll("[name]:not(button)")].filter((box) => box !== base);
  }

  #names(base) {
    return new Set(this.#boxes(base).map((box) => box.name));
  }

  #read(base) {
    const names = this.#names(base);
    return [...new FormData(this.#form)].filter(([name]) => names.has(name));
  }

  #fill(base, kept) {
    const values = new Map(kept.fields);
    base.value = kept.base;
    for (const box of this.#boxes(base)) {
      if (isChoice(box)) box.checked = values.get(box.name) === box.value;
      else box.value = values.get(box.name) ?? "";
      if (box.value && !isChoice(box)) box.closest("details")?.setAttribute("open", "");
    }
    base.closest(".app-rating").dispatchEvent(new Event("change", { bubbles: true }));
  }

  // A page made since may ask for less.
  #shows(base, kept) {
    const names = this.#names(base);
    return isAlike(this.#read(base), kept.fields.filter(([name]) => names.has(name)));
  }

  #changed(box) {
    const base = box.closest(".app-rating")?.querySelector(`[name$="${BASE}"]`);
    if (!base) return;
    const code = base.name.slice(0, -BASE.length);
    const row = { address: this.address, code, fields: this.#read(base), base: base.value, passing: this.#passing };
    this.#status.typed();
    this.#sender.take(row, { typing: !isChoice(box) });
  }

  #saved({ address, code }, fingerprint) {
    if (address === this.address && this.#bases.has(code)) this.#bases.get(code).value = fingerprint;
  }

  // Put back a row that was kept; the page may be older than it, newer, or of another section.
  restore(kept) {
    const base = this.#bases.get(kept.code);
    if (this.#sender.hasTaken(kept)) return; // what was kept is older, though it may have been opened later
    if (kept.sent) return this.#bringUp(base, kept);
    if (!base) return this.#sender.take(kept);
    if (this.#form.dataset.warnUnsaved === "typed") return this.#sender.rest(kept); // the page says what is against it
    if (this.#shows(base, kept)) return this.#sender.forget(kept);
    this.#fill(base, kept);
    this.#status.restored();
    this.#sender.take(kept);
  }

  // A copy of a page shows less than was sent since.
  #bringUp(base, kept) {
    if (!base) return;
    if (!kept.from.includes(base.value)) return this.#sender.forget(kept);
    this.#fill(base, kept);
    this.#sender.know(kept);
  }

  // Without a connection the browser would show an error page of its own in place of this one.
  async #submit(event) {
    event.preventDefault();
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    if (await this.#sender.reach(this.address)) this.#leave(event.submitter);
    else await this.#goOn(event.submitter);
    this.#isLeaving = false;
  }

  #leave(pressed) {
    // Another since, where she signed in again in another tab; where somebody else did, what she typed is shown back.
    if (!this.#sender.isElsewhere) this.#form.elements.csrfmiddlewaretoken.value = token();
    if (pressed?.name) {
      const field = Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name });
      field.value = pressed.value;
      this.#form.append(field);
    }
    this.#form.submit();
  }

  async #goOn(pressed) {
    const copy = pressed?.value === "continue" && (await copyOf(this.#form.dataset.following));
    if (copy) location.assign(copy);
  }
}
