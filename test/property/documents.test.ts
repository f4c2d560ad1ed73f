import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodeAwareness } from '#server/features/documents/awareness-room.ts';
import { decodeFrame, encodeFrame } from '#server/features/documents/frames.ts';
import { checkUpdate, isStateVector } from '#server/features/documents/update-check.ts';
import { CLOSE_CODES } from '#shared/close-codes.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { RawClient, eventually, openPeer } from '#test/support/document-client.ts';
import { type DocumentServer, startDocumentServer } from '#test/support/document-server.ts';

/** Printed by a failing run; put a seed that failed here as a named case. */
const seed = Number(process.env['FC_SEED'] ?? Date.now() % 2 ** 31);
const runs = Number(process.env['FC_RUNS'] ?? 3_000);
const parameters = { seed, numRuns: runs };

type Edit = { readonly at: number; readonly text: string; readonly kind: number };

const edits = fc.array(
  fc.record({
    at: fc.nat(50),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    kind: fc.nat(7),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Makes a document as the board and the notes do: text with marks, maps, arrays, XML, deletes. */
function apply(doc: Y.Doc, list: readonly Edit[]): Uint8Array[] {
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const { at, text, kind } of list) {
    doc.transact(() => {
      const flow = doc.getText('text');
      const map = doc.getMap('map');
      const list_ = doc.getArray<unknown>('array');
      const xml = doc.getXmlFragment('xml');
      switch (kind) {
        case 0:
          return flow.insert(Math.min(at, flow.length), text, { bold: true });
        case 1:
          return flow.delete(0, Math.min(at, flow.length));
        case 2:
          map.set(text, {
            x: at,
            list: [text, null, true, 1.5, -at, undefined],
            bytes: new Uint8Array([1, 2]),
          });
          return;
        case 3:
          list_.push([at, text, [text]]);
          return;
        case 4: {
          const element = new Y.XmlElement('paragraph');
          element.setAttribute('level', String(at));
          element.insert(0, [new Y.XmlText(text)]);
          xml.insert(0, [element]);
          return;
        }
        case 5:
          flow.insertEmbed(0, { image: text });
          return;
        case 6:
          map.set('nested', new Y.Map([[text, at]]));
          return;
        default:
          flow.format(0, Math.min(at, flow.length), { italic: at % 2 === 0 ? true : null });
      }
    });
  }
  return updates;
}

const mutation = fc.record({
  at: fc.nat(400),
  byte: fc.nat(255),
  cut: fc.option(fc.nat(400), { nil: null }),
});

function mutate(
  bytes: Uint8Array,
  changes: readonly { at: number; byte: number; cut: number | null }[],
): Uint8Array {
  let result = Uint8Array.from(bytes);
  for (const { at, byte, cut } of changes) {
    if (result.length === 0) break;
    result[at % result.length] = byte;
    if (cut !== null) result = result.slice(0, cut % (result.length + 1));
  }
  return result;
}

describe(`updates (seed ${seed})`, () => {
  it('takes every update that Yjs makes', () => {
    fc.assert(
      fc.property(edits, edits, (first, second) => {
        const doc = new Y.Doc();
        const other = new Y.Doc();
        const updates = apply(doc, first);
        Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
        updates.push(...apply(other, second));
        updates.push(Y.encodeStateAsUpdate(other), Y.mergeUpdates(updates));
        updates.push(Y.diffUpdate(Y.encodeStateAsUpdate(other), Y.encodeStateVector(doc)));
        // With a gap, as a client that missed an update would send it.
        if (updates.length > 2) updates.push(Y.mergeUpdates(updates.filter((_, i) => i % 2 === 0)));
        for (const update of updates) expect(checkUpdate(update)).not.toBeNull();
        expect(isStateVector(Y.encodeStateVector(other))).toBe(true);
      }),
      { ...parameters, numRuns: Math.ceil(runs / 10) },
    );
  });

  it('takes nothing that would break a reader of the log', () => {
    let taken = 0;
    fc.assert(
      fc.property(edits, fc.array(mutation, { minLength: 1, maxLength: 4 }), (list, changes) => {
        const updates = apply(new Y.Doc(), list);
        const damaged = mutate(updates.at(-1) ?? new Uint8Array(), changes);
        if (checkUpdate(damaged) === null) return;
        taken += 1;
        // Every way in which the log is read later.
        const alone = new Y.Doc();
        Y.applyUpdate(alone, damaged);
        Y.encodeStateAsUpdateV2(alone);
        for (const before of [updates.slice(0, -1), updates]) {
          const reader = new Y.Doc();
          for (const update of before) Y.applyUpdate(reader, update);
          Y.applyUpdate(reader, damaged);
          for (const update of updates) Y.applyUpdate(reader, update);
          Y.encodeStateAsUpdateV2(reader);
          reader.getXmlFragment('xml').toString();
          reader.getText('text').toDelta();
          reader.getMap('map').toJSON();
          reader.getArray('array').toJSON();
        }
        Y.decodeUpdate(damaged);
        Y.diffUpdate(Y.mergeUpdates([...updates, damaged]), Y.encodeStateVector(alone));
        Y.convertUpdateFormatV1ToV2(damaged);
      }),
      { ...parameters, numRuns: runs * 3 },
    );
    expect(taken).toBeGreaterThan(0);
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        checkUpdate(bytes);
        isStateVector(bytes);
        decodeFrame(bytes);
        decodeAwareness(bytes);
      }),
      { ...parameters, numRuns: runs * 10 },
    );
  });
});

describe(`malformed frames (seed ${seed})`, () => {
  const documentId = 'interview-1.notes';
  let database: Awaited<ReturnType<typeof openTestDatabase>>;
  let server: DocumentServer;

  beforeAll(async () => {
    database = await openTestDatabase();
    server = await startDocumentServer({ database: database.database });
  });

  afterAll(async () => {
    await server.close();
    await database.close();
  });

  it('are closed with the documented code, never logged, and nobody else notices', async () => {
    const watcher = await openPeer({ url: server.url, documentId, user: 'bob' });
    const doc = new Y.Doc();
    doc.getText('text').insert(0, 'an honest update');
    const honest = Y.encodeStateAsUpdate(doc);
    const bytes = fc.oneof(
      fc.uint8Array({ minLength: 0, maxLength: 60 }),
      fc
        .array(mutation, { minLength: 1, maxLength: 3 })
        .map((changes) => mutate(encodeFrame.update(honest), changes)),
      fc
        .array(mutation, { minLength: 1, maxLength: 3 })
        .map((changes) => encodeFrame.update(mutate(honest, changes))),
      fc.uint8Array({ maxLength: 40 }).map((rest) => encodeFrame.step2(rest)),
      fc.uint8Array({ maxLength: 40 }).map((rest) => encodeFrame.step1(rest)),
      fc.uint8Array({ maxLength: 40 }).map((rest) => encodeFrame.awareness(rest)),
    );
    const isMalformed = (frame: Uint8Array) => {
      const decoded = decodeFrame(frame);
      if (decoded === null) return true;
      if (decoded.type === 'update') return checkUpdate(decoded.update) === null;
      if (decoded.type === 'awareness') return decodeAwareness(decoded.payload) === null;
      return decoded.type === 'step-1' && !isStateVector(decoded.stateVector);
    };
    const frames = fc.sample(bytes.filter(isMalformed), { seed, numRuns: Math.min(runs, 5_000) });
    for (let i = 0; i < frames.length; i += 4) {
      const clients = await Promise.all(
        frames.slice(i, i + 4).map(async (frame) => {
          const client = new RawClient({ url: server.url, documentId, query: 'user=ada' });
          await client.opened();
          client.send(frame);
          return client;
        }),
      );
      for (const client of clients) expect(await client.closed()).toBe(CLOSE_CODES.MALFORMED.code);
    }
    expect(await database.database.documentUpdate.count()).toBe(0);
    expect(watcher.closeCodes).toEqual([]);
    watcher.text.insert(0, 'still here');
    await eventually(
      'the watcher is served',
      async () => (await database.database.documentUpdate.count()) === 1,
    );
    watcher.close();
  });
});
