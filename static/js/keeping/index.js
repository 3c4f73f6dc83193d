// What was typed is never lost: it is sent as it is typed, and kept on this device until it has arrived.
import { forgetCopies, settle } from "./offline.js";
import { holdBack, isReached } from "./reaching.js";
import { RatingForm } from "./form.js";
import { Sender } from "./sender.js";
import { Status } from "./status.js";
import { openStore } from "./store.js";
import { warnUnsaved } from "../unsaved.js";

export async function keepTyped() {
  const page = document.body.dataset;
  const line = document.querySelector("[data-status]");
  if (!line) return; // nobody is signed in
  const found = document.querySelector("form[data-autosave]");
  const status = new Status(line, { isOld: "copy" in page && !found });
  const store = openStore(page);
  const sender = new Sender(store, status, { keepsSent: "own" in page });
  const form = found && new RatingForm(found, sender, status);
  document.querySelector("form[data-sign-out]")?.addEventListener("submit", (event) => leave(event, sender, status));
  holdBack(status);
  if (form && !(await store)) warnUnsaved(found);
  if ("copy" in page) status.say("copy");
  for (const row of await sender.kept()) {
    if (form?.address === row.address) form.restore(row);
    else if (!row.sent) sender.take(row);
  }
  await settle(page);
}

// Nothing of whoever signs out stays here; what has not arrived is sent first, or she decides. Where she is signed out
// because she left, what cannot be sent waits for her, sealed.
async function leave(event, sender, status) {
  const form = event.target;
  event.preventDefault();
  await sender.send();
  const hasLeft = "idle" in form.dataset;
  if (!hasLeft && !(await isReached())) return status.say("stillIn");
  if (sender.isWaiting && !hasLeft && !confirm(status.leaving)) return;
  if (!(sender.isWaiting && hasLeft)) await sender.clear();
  await forgetCopies();
  form.submit();
}
