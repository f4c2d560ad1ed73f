/**
 * Values by key, each with the fingerprint of what it was computed from. Whoever asks names the fingerprint of now, so
 * nothing is ever taken for true because it was so before. Least recently asked for, first to go.
 */
export class Kept<Value> {
  readonly #most: number;
  readonly #weigh: (value: Value) => number;
  readonly #entries = new Map<string, { readonly fingerprint: string; readonly value: Value }>();
  #weight = 0;

  /** `most`: sum of the weights of what is kept. */
  constructor({ most, weigh }: { readonly most: number; readonly weigh: (value: Value) => number }) {
    this.#most = most;
    this.#weigh = weigh;
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  find(key: string, fingerprint: string): Value | null {
    const entry = this.#entries.get(key);
    if (entry?.fingerprint !== fingerprint) return null;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  keep(key: string, fingerprint: string, value: Value): void {
    this.#forget(key);
    this.#entries.set(key, { fingerprint, value });
    this.#weight += this.#weigh(value);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) return;
      this.#forget(oldest);
    }
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#weight -= this.#weigh(entry.value);
  }
}
