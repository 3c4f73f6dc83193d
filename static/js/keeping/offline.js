// On a device that its user has marked as her own, a service worker keeps copies of the pages of her assessments.
const PAGES = "pages-";
const ANYHOW = { ignoreVary: true };
const JUST_DONE = /\?(?!page=)/; // what an address says beside which page it is

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
  return address && (await window.caches?.match(address, ANYHOW)) ? address : null;
}

// Lead from a page that is not kept to those that are, by their titles.
export async function listCopies(place) {
  const name = (await window.caches?.keys())?.find((one) => one.startsWith(PAGES));
  const copies = name && (await caches.open(name));
  const requests = ((await copies?.keys()) ?? []).filter(({ url }) => !JUST_DONE.test(url)).sort(byAddress);
  const links = await Promise.all(requests.map(async (request) => linkTo(request.url, await copies.match(request, ANYHOW))));
  place.querySelector("ul").append(...links);
  place.hidden = !links.length;
}

const byAddress = (one, other) => one.url.localeCompare(other.url, "en", { numeric: true });

async function linkTo(href, copy) {
  const { title } = new DOMParser().parseFromString(await copy.text(), "text/html");
  const textContent = title.slice(0, title.lastIndexOf(" - ")); // without the service's name
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), { className: "nhsuk-link", href, textContent }));
  return item;
}
