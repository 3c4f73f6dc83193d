// Sends what is typed, row by row, as soon as that works; until then it is in the store.
const AFTER_CHOOSING = 300; // ms
const AFTER_TYPING = 1500;
const PATIENCE = 15_000;
const FIRST_RETRY = 5_000;
const LAST_RETRY = 60_000;
const HEARD_LATELY = 20_000;
const KEEPALIVE = 60_000; // bytes: what a browser still sends for a page that is left

const TROUBLES = { 403: "signedOut", 404: "elsewhere" };
export const token = () => /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
const id = ({ address, code }) => `${address} ${code}`;

// What the server says became of the rows, or in one word what the `trouble` is.
async function post(address, rows) {
  const body = new URLSearchParams({ then: "later" });
  for (const { code, base, fields } of rows) {
    body.append(`${code}-base`, base);
    fields.forEach(([name, value]) => body.append(name, value));
  }
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE);
  const keepalive = body.toString().length < KEEPALIVE;
  const headers = { "X-CSRFToken": token() };
  try {
    const response = await fetch(address, { method: "POST", body, headers, keepalive, signal: patience.signal });
    if (response.ok) return await response.json(); // what is none comes from elsewhere, as the sign-in page of a wifi
    return { trouble: TROUBLES[response.status] ?? "failing" };
  } catch {
    return { trouble: "offline" };
  } finally {
    clearTimeout(timer);
  }
}

export class Sender {
  home = ""; // the address of the page's own rows
  whenSaved = () => {};
  #store; // a promise of it, or of null
  #isKept = true;
  #status;
  #keepsSent; // on one's own device, for copies of pages that are older
  #rows = new Map(); // what is not stored yet
  #from = new Map(); // by id, all that the row was before: a copy of its page may show any of it
  #resting = new Set(); // ids of those that were refused: they are not sent again until they change
  #sending = Promise.resolve();
  #heard = Date.now();
  #retry = FIRST_RETRY;
  #trouble; // of the last answer, if there was any
  #timer;

  constructor(store, status, { keepsSent }) {
    this.#store = store;
    this.#status = status;
    this.#keepsSent = keepsSent;
    store.then((opened) => (this.#isKept = Boolean(opened)));
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => this.send());
  }

  get isWaiting() {
    return this.#rows.size > 0;
  }

  // Whether the assessment is not there for whoever is signed in now.
  get isElsewhere() {
    return this.#trouble === "elsewhere";
  }

  // Whether somebody typed there since the page was opened, be it stored meanwhile.
  hasTaken(row) {
    return this.#rows.has(id(row)) || this.#from.has(id(row));
  }

  async kept() {
    return (await (await this.#store)?.all()) ?? [];
  }

  async clear() {
    this.#rows.clear();
    await (await this.#store)?.clear();
  }

  // Take what is to be sent, a little later where somebody is typing.
  take(row, { typing = false } = {}) {
    this.#resting.delete(id(row));
    this.#keep({ ...row, from: row.from ?? this.#from.get(id(row)) ?? [], sent: false });
    this.#status.say("saving");
    this.#later(typing ? AFTER_TYPING : AFTER_CHOOSING);
  }

  // Know what is stored, as it is known to be on a device of one's own.
  know(row) {
    this.#from.set(id(row), row.from);
  }

  // Take what was refused before.
  rest(row) {
    this.#rows.set(id(row), row);
    this.#resting.add(id(row));
  }

  async forget(row) {
    await (await this.#store)?.remove(row);
  }

  async #keep(row) {
    this.#from.set(id(row), row.from);
    if (!row.sent) this.#rows.set(id(row), row);
    await (await this.#store)?.put(row);
  }

  #later(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), wait);
  }

  // Send all; false where there is no connection.
  send() {
    clearTimeout(this.#timer);
    this.#sending = this.#sending.then(() => this.#sendAll());
    return this.#sending;
  }

  // The same, where nothing is to be sent too.
  async reach(address) {
    const isReached = await this.send();
    if (!isReached || Date.now() - this.#heard < HEARD_LATELY) return isReached;
    return this.#answered([], await post(address, []));
  }

  async #sendAll() {
    const waiting = [...this.#rows.values()].filter((row) => !this.#resting.has(id(row)));
    for (const address of new Set(waiting.map((row) => row.address))) {
      const rows = waiting.filter((row) => row.address === address);
      if (!this.#answered(rows, await post(address, rows))) return false;
    }
    return true;
  }

  #answered(rows, { trouble, saved = {}, refused = {}, closed = [] }) {
    this.#trouble = trouble;
    if (trouble) return this.#failed(trouble);
    this.#heard = Date.now();
    this.#retry = FIRST_RETRY;
    for (const row of rows) {
      if (row.code in saved) this.#saved(row, saved[row.code]);
      else this.#resting.add(id(row));
    }
    if (rows.length) this.#tell([...closed, ...Object.values(refused).flat()], rows[0].address);
    return true;
  }

  #tell(told, address) {
    if (told.length && address === this.home) this.#status.say("refused", { told });
    else if (this.#rows.size > this.#resting.size) this.#later(AFTER_TYPING);
    else this.#status.say("saved");
  }

  #failed(trouble) {
    this.#status.say(trouble, { isKept: this.#isKept });
    if (this.isWaiting) this.#later(this.#retry);
    this.#retry = Math.min(2 * this.#retry, LAST_RETRY);
    return trouble !== "offline";
  }

  #saved(row, base) {
    const now = this.#rows.get(id(row));
    const from = [...new Set([...row.from, row.base])];
    if (now !== row) this.#keep({ ...now, base, from });
    else {
      this.#rows.delete(id(row));
      if (this.#keepsSent && !row.passing) this.#keep({ ...row, base, from, sent: true });
      else this.forget(row);
    }
    this.whenSaved(row, base);
  }
}
