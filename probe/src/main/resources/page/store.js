/** A table of things with their latest value, fed by changes: the browser's side of Feed.java. */
export class Store {
  #topics = new Map();
  #listeners = [];

  /** Calls back with each change and what was known before it; with no change when everything is new. */
  listen(listener) { this.#listeners.push(listener); }

  reset(entries) {
    this.#topics.clear();
    entries.forEach(entry => this.#set(entry));
    this.#listeners.forEach(listener => listener());
  }

  apply(entry) {
    const old = this.#topics.get(entry.topic)?.get(entry.key);
    this.#set(entry);
    this.#listeners.forEach(listener => listener(entry, old));
  }

  #set(entry) {
    if (!this.#topics.has(entry.topic)) this.#topics.set(entry.topic, new Map());
    if (entry.value === null) this.#topics.get(entry.topic).delete(entry.key);
    else this.#topics.get(entry.topic).set(entry.key, entry);
  }

  /** Values of a topic. */
  all(topic) { return this.entries(topic).map(entry => entry.value); }

  /** The same with their moments. */
  entries(topic) { return [...this.#topics.get(topic)?.values() ?? []]; }

  one(topic, key = '') { return this.#topics.get(topic)?.get(key); }
}
