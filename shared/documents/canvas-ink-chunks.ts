import type * as Y from 'yjs';

/**
 * The binary chunks of a stroke at one moment. A stroke only grows, so the moments of one stroke share a single list and
 * differ by how much of it they mean: following a stroke costs what was added, not what is there.
 */
export class InkChunks {
  readonly length: number;
  readonly #all: Uint8Array[];

  private constructor(all: Uint8Array[], length: number) {
    this.#all = all;
    this.length = length;
  }

  /**
   * What `array` holds now, values that are no bytes left out. `known` is what it held at an earlier moment since which
   * nothing was deleted from the document; without it everything is read.
   */
  static read(array: Y.Array<unknown>, known?: InkChunks): InkChunks {
    if (!known || !known.#isStartOf(array)) {
      const all = array.toArray().filter((chunk) => chunk instanceof Uint8Array);
      return new InkChunks(all, all.length);
    }
    if (array.length === known.length) return known;
    // Somebody may have grown the shared list from an older moment already.
    const all = known.#all.length === known.length ? known.#all : known.toArray();
    for (let index = known.length; index < array.length; index += 1) {
      const chunk = array.get(index);
      if (chunk instanceof Uint8Array) all.push(chunk);
    }
    return new InkChunks(all, all.length);
  }

  toArray(): Uint8Array[] {
    return this.#all.slice(0, this.length);
  }

  /** True when this is `earlier` with chunks added, or nothing. */
  continues(earlier: InkChunks): boolean {
    return this.#all === earlier.#all;
  }

  /** The chunks from the one at `start`. */
  from(start: number): Uint8Array[] {
    return this.#all.slice(start, this.length);
  }

  isSameAs(other: InkChunks): boolean {
    if (this.length !== other.length) return false;
    return this.#all === other.#all || this.toArray().every((chunk, index) => chunk === other.#all[index]);
  }

  /** A chunk put in before the last known one would have moved that one. */
  #isStartOf(array: Y.Array<unknown>): boolean {
    return this.length > 0 && array.get(this.length - 1) === this.#all[this.length - 1];
  }
}
