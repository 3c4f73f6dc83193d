// Whoever signs out in one tab has left all: no other goes on showing what is theirs. What is typed there comes back.
import { handOver, typedForm } from "./idle.js";

export function leaveTogether() {
  const tabs = new BroadcastChannel("nobody is signed in");
  if (document.querySelector("[data-nobody]")) tabs.postMessage("");
  if (!document.querySelector("form[data-sign-out]")) return;
  const typed = typedForm();
  tabs.addEventListener("message", () => {
    const form = typed();
    if (form) handOver(form);
    else location.replace(location.pathname + location.search); // without the mark of a place, which would load nothing
  });
}
