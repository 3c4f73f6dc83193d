// Everything here only makes a page quicker to use: each works without it.
import { Button, createAll, ErrorSummary, Header, NotificationBanner, SkipLink } from "nhsuk-frontend";
import { countAnswers } from "./count.js";
import { keepTyped } from "./keeping/index.js";
import { listCopies } from "./keeping/offline.js";
import { watchIdle } from "./idle.js";
import { chooseByKey } from "./keys.js";
import { countCharacters } from "./limits.js";
import { leadToPlace } from "./lines.js";
import { leaveTogether } from "./leaving.js";
import { offerPasskeys } from "./passkeys.js";
import { offerPrinting } from "./print.js";
import { warnUnsaved } from "./unsaved.js";

for (const component of [Button, ErrorSummary, Header, NotificationBanner, SkipLink]) {
  createAll(component);
}
document.querySelectorAll("form[data-warn-unsaved]:not([data-autosave])").forEach(warnUnsaved);
document.addEventListener("keydown", chooseByKey);
document.addEventListener("focusin", ({ target }) => target.matches("[data-limit]") && countCharacters(target));
document.querySelectorAll("a[data-line]").forEach(leadToPlace);
document.querySelectorAll("[data-print]").forEach(offerPrinting);
document.querySelectorAll("[data-passkey]").forEach(offerPasskeys);
document.querySelectorAll("[data-answered-elsewhere]").forEach(countAnswers);
document.querySelectorAll("[data-copies]").forEach(listCopies);
keepTyped();
watchIdle();
leaveTogether();
