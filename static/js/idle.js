// Signs out whoever has left a shared computer, after a warning; what is typed is kept. The server does so too.
const MINUTE = 60_000; // ms
const WARNING = 2 * MINUTE;
const EVERY = 1_000;
const SIGNS = ["keydown", "pointerdown", "wheel", "touchmove", "input"];
const token = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
const post = (address) => fetch(address, { method: "POST", headers: { "X-CSRFToken": token() }, keepalive: true });

export function watchIdle() {
  const { idle, person } = document.body.dataset;
  const dialog = document.querySelector("[data-idle-warning]");
  if (!idle || !dialog) return; // nobody is signed in, or on a device of their own
  const limit = idle * MINUTE;
  const warning = Math.min(WARNING, limit / 2);
  const tabs = new BroadcastChannel(`here ${person}`);
  const typed = typedForm();
  let last = Date.now();
  let told = last; // the server

  const here = () => {
    last = Date.now();
    tabs.postMessage(last);
    if (dialog.open) dialog.close();
    if (last - told < limit / 3) return;
    told = last;
    post(dialog.dataset.stay).catch(() => {}); // without a connection the next page tells it
  };
  const look = () => {
    const left = last + limit - Date.now();
    if (left <= 0) return leave(timer, typed());
    dialog.querySelector("[data-seconds]").textContent = Math.ceil(left / 1000);
    if (left <= warning && !dialog.open) dialog.showModal();
  };
  tabs.addEventListener("message", ({ data }) => {
    last = told = Math.max(last, data);
    if (dialog.open) dialog.close();
  });
  for (const sign of SIGNS) document.addEventListener(sign, here, { passive: true });
  dialog.querySelector("button").addEventListener("click", here);
  const timer = setInterval(look, EVERY);
}

// The form in which something was typed that no script sends by itself.
export function typedForm() {
  let form = null;
  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches("[method=post]:not([data-autosave])")) form = target.form;
  });
  return () => form ?? document.querySelector("form[data-warn-unsaved=typed]:not([data-autosave])");
}

// A form sent without a session comes back to be sent again after signing in.
export function handOver(form) {
  form.dispatchEvent(new Event("submit")); // nothing asks whether to leave
  form.submit();
}

async function leave(timer, form) {
  clearInterval(timer);
  const out = document.querySelector("form[data-sign-out]");
  if (!form) {
    out.dataset.idle = "";
    out.insertAdjacentHTML("beforeend", '<input type="hidden" name="idle" value="1">');
    return out.requestSubmit();
  }
  await post(out.action).catch(() => {});
  handOver(form);
}
