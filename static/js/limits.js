// Says how much room is left in a box once its text nears the limit, which the server alone enforces.
import { CharacterCount } from "nhsuk-frontend";

const NEAR = 75; // % of the limit
const counted = new WeakSet();

export function countCharacters(box) {
  if (counted.has(box)) return;
  counted.add(box);
  const around = box.parentElement;
  const words = Object.assign(document.createElement("div"), { id: `${box.id}-info`, className: "nhsuk-hint" });
  box.after(words);
  box.classList.add("nhsuk-js-character-count");
  new CharacterCount(around, { maxlength: Number(box.dataset.limit), threshold: NEAR, countFunction: length });
  words.remove(); // the limit is of no interest before
}

// As the server counts: what stands around the text is cut off, and whatever is one character there is one here.
const length = (text) => [...text.trim()].length;
