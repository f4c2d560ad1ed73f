export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being done now. */
  readonly label: string;
}

/** Counts steps and says what they belong to. */
export class ProgressCount {
  readonly #total: number;
  readonly #onProgress: (progress: Progress) => void;
  #done = 0;
  #label = '';

  constructor(input: { total: number; onProgress: (progress: Progress) => void }) {
    this.#total = input.total;
    this.#onProgress = input.onProgress;
  }

  begin(label: string): void {
    this.#label = label;
    this.#tell();
  }

  step(): void {
    this.#done += 1;
    this.#tell();
  }

  #tell(): void {
    this.#onProgress({ done: this.#done, total: this.#total, label: this.#label });
  }
}

const BAR_CELLS = 28;

/**
 * Shows progress to a person: one line that is drawn over again on a terminal; elsewhere, such as in a log, one line
 * whenever something new begins.
 */
export function createProgressLine(stream: NodeJS.WriteStream): {
  show(progress: Progress): void;
  end(): void;
} {
  let shownLabel = '';
  let hasBar = false;
  return {
    show({ done, total, label }) {
      const count = `${String(done).padStart(String(total).length)}/${total}`;
      if (stream.isTTY) {
        const filled = Math.round((done / total) * BAR_CELLS);
        const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
        // Return, text, clear what an earlier, longer line left (ECMA-48, EL).
        stream.write(`\r${bar} ${count}  ${label}\u001b[K`);
        hasBar = true;
      } else if (label !== shownLabel) {
        stream.write(`${count}  ${label}\n`);
      }
      shownLabel = label;
    },
    end() {
      if (hasBar) stream.write('\n');
      hasBar = false;
    },
  };
}
