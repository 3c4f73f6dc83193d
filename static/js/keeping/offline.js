// On a device that its user has marked as her own, a service worker keeps copies of the pages of her assessments.
const PAGES = "pages-";

// Begin, go on, or, where it is not (or no longer) hers who is signed in, forget all copies.
export async function settle({ person, own }) {
  if (!navigator.serviceWorker || !window.caches || !person) return;
  if (own === undefined) return forgetCopies();
  await navigator.serviceWorker.register("/sw.js");
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== PAGES + person);
  await Promise.all(others.map((name) => caches.delete(name)));
}

export async function forgetCopies() {
  if (!navigator.serviceWorker || !window.caches) return;
  const names = await caches.keys();
  await Promise.all(names.map((name) => caches.delete(name)));
  const workers = await navigator.serviceWorker.getRegistrations();
  await Promise.all(workers.map((worker) => worker.unregister()));
}

// The address, where a copy of its page is kept.
export async function copyOf(address) {
  return address && (await window.caches?.match(address, { ignoreVary: true })) ? address : null;
}
