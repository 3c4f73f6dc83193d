// Has the browser ask before someone leaves a form with answers that were changed and not sent, or not stored.
export function warnUnsaved(form) {
  let unsaved = form.dataset.warnUnsaved === "typed";
  form.addEventListener("input", () => (unsaved = true));
  form.addEventListener("submit", () => (unsaved = false));
  window.addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
}
