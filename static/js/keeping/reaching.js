// Without a connection the browser would show an error page of its own in place of what is typed.
const PATIENCE = 15_000; // ms

export function isReached() {
  const asked = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) };
  return fetch("/no-connection/", asked).then(
    () => true,
    () => false,
  );
}

// Forms that no script sends wait for whoever presses again; the others see to it themselves.
export function holdBack(status) {
  const hold = (event) => {
    if (navigator.onLine || !event.target.matches("[method=post]:not([data-autosave], [data-sign-out])")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    status.say("unsent");
  };
  document.addEventListener("submit", hold, { capture: true });
}
