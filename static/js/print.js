// Puts a button in the place of the words that say how to print.
export function offerPrinting(words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "nhsuk-button nhsuk-button--secondary";
  button.textContent = "Print this page";
  button.addEventListener("click", () => print());
  words.replaceChildren(button);
}
