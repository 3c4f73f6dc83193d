// The service worker of a device that its user has marked as her own. Files come from here first; pages come from the
// server, and where that cannot be reached, from the copy of when they were last opened. The server says in a header
// of which pages a copy may be kept, and whose it is.
const FILES = "files";
const PAGES = "pages-";
const NO_CONNECTION = "/no-connection/";
const ANYHOW = { ignoreVary: true };
const PATIENCE = 8_000; // ms, where there is a copy

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepApology());
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(request.method === "GET" ? page(request) : sent(request));
  else if (request.method === "GET" && pathname.startsWith("/static/")) event.respondWith(file(request));
});

// As a stranger sees it: it must name nobody.
async function keepApology() {
  const response = await fetch(NO_CONNECTION, { credentials: "omit" });
  if (response.ok) await (await caches.open(FILES)).put(NO_CONNECTION, response);
}

const apology = async () => (await caches.match(NO_CONNECTION, ANYHOW)) ?? Response.error();

async function file(request) {
  const kept = await caches.match(request, ANYHOW);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(FILES)).put(request, response.clone());
  return response;
}

const sent = (request) => fetch(request).catch(apology);

async function page(request) {
  const copy = await caches.match(request, ANYHOW);
  const fresh = fetch(request).then((response) => kept(request, response));
  if (!copy) return fresh.catch(apology);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const response = await Promise.race([fresh, late]).catch(() => null);
  return response ?? marked(copy);
}

async function kept(request, response) {
  const person = response.headers.get("Offline-Copy");
  if (!response.ok || !person) return response;
  const others = (await caches.keys()).filter((name) => name.startsWith(PAGES) && name !== PAGES + person);
  await Promise.all(others.map((name) => caches.delete(name)));
  await (await caches.open(PAGES + person)).put(request, response.clone());
  prune(PAGES + person).catch(console.warn); // it may be stopped at any time: the next page goes on with it
  return response;
}

// Of a file that a release replaced, forget what no copy of a page asks for any more.
async function prune(pages) {
  const files = await caches.open(FILES);
  const kept = (await files.keys()).map(({ url }) => new URL(url).pathname);
  const plain = (path) => path.replace(/\.[0-9a-f]{12}(?=\.\w+$)/, "");
  const replaced = kept.filter((path) => kept.some((other) => other !== path && plain(other) === plain(path)));
  if (!replaced.length) return;
  await keepApology(); // which asks for the new ones, as the newest copy does
  const copies = await caches.open(pages);
  const texts = await Promise.all((await copies.keys()).map(async (key) => (await copies.match(key, ANYHOW)).text()));
  const unasked = replaced.filter((path) => !texts.some((text) => text.includes(path)));
  await Promise.all(unasked.map((path) => files.delete(path, ANYHOW)));
}

// So that the page can say that it is a copy.
async function marked(copy) {
  const html = await copy.text();
  return new Response(html.replace("<body", "<body data-copy"), { headers: copy.headers });
}
