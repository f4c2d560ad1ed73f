/** What belongs to which ticks of one Yjs client's clock: stored as runs, because neighbours mostly belong together. */

/** A run of ticks, `to` excluded. */
export interface ClockRange {
  readonly from: number;
  readonly to: number;
}

/** Where each struct of a client is, from tick 0 without gaps. */
export class StructRanges<Place> {
  #starts: number[] = [];
  #places: Place[] = [];
  #next = 0;

  /** The first tick that is not known yet. */
  get next(): number {
    return this.#next;
  }

  append(length: number, place: Place): void {
    if (this.#starts.length === 0 || this.#places.at(-1) !== place) {
      this.#starts.push(this.#next);
      this.#places.push(place);
    }
    this.#next += length;
  }

  /** The place of a known tick. */
  find(clock: number): Place | undefined {
    return clock < this.#next ? this.#places[this.#indexOf(clock)] : undefined;
  }

  /** The places that a range of known ticks covers. */
  *within({ from, to }: ClockRange): Generator<ClockRange & { readonly place: Place }> {
    const end = Math.min(to, this.#next);
    let at = from;
    for (let index = this.#indexOf(from); at < end; index += 1) {
      const place = this.#places[index];
      if (place === undefined) return;
      const until = Math.min(end, this.#starts[index + 1] ?? this.#next);
      yield { from: at, to: until, place };
      at = until;
    }
  }

  /** Forgets everything from tick `next` on. */
  truncate(next: number): void {
    while (this.#starts.length > 0 && (this.#starts.at(-1) ?? 0) >= next) {
      this.#starts.pop();
      this.#places.pop();
    }
    this.#next = next;
  }

  /** The last run that starts at or before a tick. */
  #indexOf(clock: number): number {
    const last = this.#starts.length - 1;
    // Nearly always somebody changes what was written last.
    if (clock >= (this.#starts[last] ?? 0)) return last;
    return lastAtOrBelow(this.#starts, clock);
  }
}

/** A set of ticks, as runs that do not touch. */
export class ClockSet {
  #starts: number[] = [];
  #ends: number[] = [];

  /** Adds a range and returns the parts of it that were not in the set. */
  add(range: ClockRange): readonly ClockRange[] {
    const fresh = this.without(range);
    if (fresh.length === 0) return fresh;
    const first = this.#firstTouching(range.from);
    let end = first;
    while (end < this.#starts.length && (this.#starts[end] ?? 0) <= range.to) end += 1;
    const from = Math.min(range.from, first < end ? (this.#starts[first] ?? range.from) : range.from);
    const to = Math.max(range.to, first < end ? (this.#ends[end - 1] ?? range.to) : range.to);
    this.#starts.splice(first, end - first, from);
    this.#ends.splice(first, end - first, to);
    return fresh;
  }

  /** The parts of a range that are not in the set. */
  without({ from, to }: ClockRange): readonly ClockRange[] {
    const parts: ClockRange[] = [];
    let at = from;
    for (let index = this.#firstTouching(from); index < this.#starts.length; index += 1) {
      const start = this.#starts[index] ?? 0;
      if (start >= to) break;
      if (start > at) parts.push({ from: at, to: start });
      at = Math.max(at, this.#ends[index] ?? 0);
    }
    if (at < to) parts.push({ from: at, to });
    return parts;
  }

  /** Index of the first run that overlaps or adjoins what begins at `from`. */
  #firstTouching(from: number): number {
    const index = lastAtOrBelow(this.#starts, from);
    return index >= 0 && (this.#ends[index] ?? 0) >= from ? index : index + 1;
  }
}

/** Index of the last member that is not above `value`, or -1. */
function lastAtOrBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
