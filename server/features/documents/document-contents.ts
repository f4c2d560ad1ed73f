import * as Y from 'yjs';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { Framework } from '#shared/domain/vocabulary.ts';
import { seedCanvas } from '#shared/documents/canvas-seed.ts';
import { beginGesture } from '#shared/documents/canvas-writers.ts';
import { readBoard } from '#shared/documents/canvas.ts';
import type { NotesBlock } from '#shared/documents/notes.ts';
import { notesTemplateUpdate, notesToBlocks, privateNotesTemplateUpdate } from '#shared/documents/notes.ts';

/**
 * The Yjs client under which the server writes first content. Fixed, so that the same template is the same structs and
 * writing it twice is writing it once; browsers draw theirs from 2^32.
 */
const SERVER_CLIENT_ID = 1;

/** First content of an interview's documents, as Yjs V1 updates. */
export const documentTemplates = {
  notes: (framework: Framework): Uint8Array => notesTemplateUpdate({ framework, clientId: SERVER_CLIENT_ID }),
  privateNotes: (): Uint8Array => privateNotesTemplateUpdate({ clientId: SERVER_CLIENT_ID }),
  /** The scenario's starter board, or two empty lanes. */
  starterBoard(scenario: Scenario | null): Uint8Array {
    const doc = new Y.Doc();
    doc.clientID = SERVER_CLIENT_ID;
    // Ids need no dice: those of a seed are fixed.
    seedCanvas(
      { doc, gesture: beginGesture('Starter board'), random: () => 0 },
      scenario?.candidate.starter_board ?? null,
    );
    return Y.encodeStateAsUpdate(doc);
  },
};

/** Reads a board from a document's merged state. */
export function boardFromState(state: Uint8Array): BoardModel {
  return readBoard(toDoc(state));
}

/** Reads notes from a document's merged state. */
export function notesFromState(state: Uint8Array): readonly NotesBlock[] {
  return notesToBlocks(toDoc(state));
}

/** True for a document nobody has written in. */
export function isEmptyState(state: Uint8Array): boolean {
  return Y.encodeStateVector(toDoc(state)).length <= 1;
}

function toDoc(state: Uint8Array): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc;
}
