import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DocumentState, mergeDocument } from '#server/features/documents/document-state.ts';

function record(doc: Y.Doc): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  return updates;
}

function textOf(update: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return doc.getText('text').toString();
}

describe('DocumentState', () => {
  it('gives somebody exactly what is missing, whatever the order of loading and appending', () => {
    const doc = new Y.Doc();
    const updates = record(doc);
    for (const word of ['one ', 'two ', 'three ']) doc.getText('text').insert(0, word);
    const half = new Y.Doc();
    if (updates[0] !== undefined) Y.applyUpdate(half, updates[0]);
    const state = new DocumentState();
    for (const update of updates.slice(1)) state.append(update);
    state.load(updates.slice(0, 2));
    Y.applyUpdate(half, state.diff(Y.encodeStateVector(half)));
    expect(half.getText('text').toString()).toBe('three two one ');
    expect(Y.decodeStateVector(state.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
  });

  it('keeps updates that wait for others to arrive', () => {
    const doc = new Y.Doc();
    const updates = record(doc);
    doc.getText('text').insert(0, 'a');
    doc.getText('text').insert(1, 'b');
    const state = new DocumentState();
    if (updates[1] !== undefined) state.append(updates[1]);
    expect(textOf(state.merged())).toBe('');
    if (updates[0] !== undefined) state.append(updates[0]);
    expect(textOf(state.merged())).toBe('ab');
  });

  it('folds a long tail by itself', () => {
    const doc = new Y.Doc();
    const updates = record(doc);
    for (let i = 0; i < 4_500; i += 1) doc.getText('text').insert(i, 'x');
    const state = new DocumentState();
    for (const update of updates) state.append(update);
    // Far less than the updates one by one: neighbours are joined.
    expect(state.bytes).toBeLessThan(20_000);
    expect(textOf(state.merged())).toHaveLength(4_500);
  });

  it('knows deletes it has, whole or in part', () => {
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'abcdef');
    const state = new DocumentState();
    state.append(Y.encodeStateAsUpdate(doc));
    const updates = record(doc);
    doc.getText('text').delete(1, 3);
    const [deletion] = updates;
    if (deletion === undefined) throw new Error('a delete makes an update');
    expect(state.hasDeletesOf(deletion)).toBe(false);
    state.append(deletion);
    expect(state.hasDeletesOf(deletion)).toBe(true);
    doc.getText('text').delete(1, 1);
    expect(state.hasDeletesOf(updates[1] ?? deletion)).toBe(false);
  });
});

describe('mergeDocument', () => {
  it('makes an empty update of nothing', () => {
    expect(mergeDocument([])).toEqual(new Uint8Array([0, 0]));
  });
});
