import type { DocumentName } from '#shared/contracts/documents.contract.ts';
import { toDocumentId } from '#shared/contracts/documents.contract.ts';
import { AwarenessRoom } from './awareness-room.ts';
import { CanvasGuard } from './canvas-guard.ts';
import type { Connection } from './connection.ts';
import { DocumentState } from './document-state.ts';
import { type UpdateOutline, checkUpdate } from './update-check.ts';

/** A document in memory: its bytes, who is connected, who is present. Its life is in the hands of the hub. */
export class OpenDocument {
  readonly id: string;
  readonly name: DocumentName;
  readonly state = new DocumentState();
  readonly connections = new Set<Connection>();
  /** Yjs client id -> participant: whoever came first, kept for good. */
  readonly authors = new Map<number, string>();
  readonly awareness = new AwarenessRoom(this.authors);
  /** Judges what is in an update; notes have no such bounds. */
  readonly guard: CanvasGuard | null;
  /** Rows of the log that are in `state` and still young; kept only where several processes write. */
  readonly seenRows = new Set<bigint>();
  /** Admissions under way: the document must not go while one waits. */
  holders = 0;
  rowsSinceSnapshot = 0;
  isSnapshotting = false;
  isLoaded = false;
  unloadTimer: NodeJS.Timeout | null = null;
  /** Shared by everybody who joins meanwhile. */
  loading: Promise<void> = Promise.resolve();
  unsubscribe: () => void = () => undefined;

  constructor(name: DocumentName) {
    this.name = name;
    this.id = toDocumentId(name);
    this.guard = name.kind === 'canvas' ? new CanvasGuard() : null;
  }

  /** A durable update that was not judged here enters the document. */
  learn(update: Uint8Array): void {
    if (this.guard === null) return;
    const outline: UpdateOutline = { structs: [], deletes: [] };
    if (checkUpdate(update, outline) !== null) this.guard.learn(outline);
  }

  get isIdle(): boolean {
    return this.connections.size === 0 && this.holders === 0;
  }

  /** Sends one shared buffer to everybody but its author. */
  relay(frame: Uint8Array, except: Connection | null): void {
    for (const connection of this.connections) {
      if (connection !== except) connection.send(frame);
    }
  }

  relayDroppable(frame: Uint8Array, except: Connection | null): void {
    for (const connection of this.connections) {
      if (connection !== except) connection.sendDroppable(frame);
    }
  }
}
