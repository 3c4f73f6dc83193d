// Keeps on this device what was typed and is not stored yet. Each row is sealed with a key that comes with pages of its
// author alone: whoever comes next to a shared computer finds noise.
const NAME = "competence-self-assessment";
const ROWS = "rows";

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function database() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(ROWS, { keyPath: "id" }).createIndex("person", "person");
  return done(request);
}

// Null where the browser keeps nothing: on a page without encryption, or in some private windows.
export async function openStore({ person, key }) {
  if (!person || !window.crypto?.subtle || !window.indexedDB) return null;
  try {
    const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
    const seal = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    return new Store(await database(), person, seal);
  } catch {
    return null;
  }
}

class Store {
  #database;
  #person;
  #seal;
  #last = Promise.resolve(); // one after the other: an older text must not come after a newer one

  constructor(database, person, seal) {
    this.#database = database;
    this.#person = person;
    this.#seal = seal;
  }

  #rows(mode) {
    return this.#database.transaction(ROWS, mode).objectStore(ROWS);
  }

  #inTurn(act) {
    this.#last = this.#last.then(act).catch(() => {}); // a full disk: what is sent is still sent
    return this.#last;
  }

  put(row) {
    return this.#inTurn(async () => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(row));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, this.#seal, text);
      await done(this.#rows("readwrite").put({ id: this.#id(row), person: this.#person, iv, sealed }));
    });
  }

  remove(row) {
    return this.#inTurn(() => done(this.#rows("readwrite").delete(this.#id(row))));
  }

  async all() {
    const kept = await done(this.#rows("readonly").index("person").getAll(this.#person));
    const opened = await Promise.all(kept.map((one) => this.#opened(one)));
    return opened.filter(Boolean);
  }

  async #opened({ id, iv, sealed }) {
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, this.#seal, sealed);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      await done(this.#rows("readwrite").delete(id)); // the server's secret has changed since: nobody can read it
    }
  }

  clear() {
    return this.#inTurn(async () => {
      const ids = await done(this.#rows("readonly").index("person").getAllKeys(this.#person));
      await Promise.all(ids.map((id) => done(this.#rows("readwrite").delete(id))));
    });
  }

  #id({ address, code }) {
    return `${this.#person} ${address} ${code}`;
  }
}
