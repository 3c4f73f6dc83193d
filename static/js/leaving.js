// Whoever signs out in one tab has left all: no other goes on showing what is theirs. What is typed there comes back.
import { handOver, typedForm } from "./idle.js";

const ARRIVED = ["saved", "restored", "copy"];

export function leaveTogether() {
  const tabs = new BroadcastChannel("nobody is signed in");
  if (document.querySelector("[data-nobody]")) tabs.postMessage("");
  if (!document.querySelector("form[data-sign-out]")) return;
  const typed = typedForm();
  tabs.addEventListener("message", () => {
    const form = typed() ?? unsaved();
    if (form) handOver(form);
    else location.replace(location.pathname + location.search); // without the mark of a place, which would load nothing
  });
}

// The rating page's form, to be put aside, where the last that is said of it is not that all has arrived.
function unsaved() {
  const { shown } = document.querySelector("[data-status]")?.dataset ?? {};
  const form = shown && !ARRIVED.includes(shown) && document.querySelector("form[data-autosave]");
  if (form) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "then", value: "later" }));
  return form;
}
