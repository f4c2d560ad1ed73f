import type { BoardStroke } from '#shared/domain/board-model.ts';
import { findInk, toStroke } from './canvas.ts';
import { InkChunks } from './canvas-ink-chunks.ts';
import { InkDecoder } from './canvas-ink.ts';

interface KnownInk {
  readonly decoder: InkDecoder;
  readonly chunks: InkChunks;
}

/**
 * Reads strokes that grow or are moved while they are looked at: only chunks that were not there the last time are unpacked.
 * Gives what `readStroke` gives.
 */
export class StrokeReader {
  readonly #known = new Map<string, KnownInk>();

  /** `isGrowth`: nothing was deleted from the document since the last look, so what was read then still holds. */
  read(id: string, value: unknown, { isGrowth }: { readonly isGrowth: boolean }): BoardStroke | null {
    const source = findInk(id, value);
    if (!source) {
      this.#known.delete(id);
      return null;
    }
    const before = this.#known.get(id);
    const read = InkChunks.read(source.chunks, isGrowth ? before?.chunks : undefined);
    // Moving a stroke replaces where it was moved to before, and its chunks stay the same.
    const chunks = before?.chunks.isSameAs(read) ? before.chunks : read;
    const isContinued = before?.decoder.size === source.pointSize && chunks.continues(before.chunks);
    const decoder = isContinued ? before.decoder : new InkDecoder(source.pointSize);
    for (const chunk of chunks.from(isContinued ? before.chunks.length : 0)) decoder.add(chunk);
    this.#known.set(id, { decoder, chunks });
    return toStroke(id, { source, points: decoder.points });
  }
}
