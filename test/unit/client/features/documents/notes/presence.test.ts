import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { toCaretPosition } from '#client/features/documents/notes/caret-position.ts';
import { toPresenceUser } from '#client/features/documents/notes/presence-user.ts';
import { NOTES_FIELD, notesTemplateUpdate } from '#shared/documents/notes.ts';

function templateDocument(): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, notesTemplateUpdate({ framework: 'four-phase', clientId: 1 }));
  return doc;
}

describe('toPresenceUser', () => {
  it('takes what the server set', () => {
    const user = { participantId: 'p1', name: 'Ada', colour: 4, role: 'candidate' };
    expect(toPresenceUser(user)).toEqual({ participantId: 'p1', name: 'Ada', colour: 4 });
  });

  it.each([null, 7, {}, { name: '', colour: 'red' }, { name: {}, colour: 7 }, { colour: 1.5 }])(
    'gives %j a name and a colour that exists',
    (user) => expect(toPresenceUser(user)).toEqual({ participantId: '', name: 'Someone', colour: 1 }),
  );

  it('bounds the name', () => {
    expect(toPresenceUser({ name: 'x'.repeat(5_000) }).name).toHaveLength(60);
  });
});

describe('toCaretPosition', () => {
  it('accepts what the editor publishes', () => {
    const fragment = templateDocument().getXmlFragment(NOTES_FIELD);
    for (const index of [0, 1, fragment.length]) {
      const position: unknown = JSON.parse(
        JSON.stringify(Y.createRelativePositionFromTypeIndex(fragment, index, -1)),
      );
      expect(toCaretPosition({ anchor: position, head: position })).not.toBeNull();
    }
  });

  it('lets nothing through that Yjs cannot resolve without throwing', () => {
    const doc = templateDocument();
    const count = fc.oneof(
      { weight: 12, arbitrary: fc.integer({ min: 0, max: 80 }) },
      { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double(), fc.constant(null)) },
    );
    const client = fc.oneof(
      { weight: 12, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.anything() },
    );
    const id = fc.option(fc.record({ client, clock: count }));
    const tname = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(null, NOTES_FIELD) },
      { weight: 1, arbitrary: fc.constant('other') },
    );
    const position = fc.oneof(
      { weight: 1, arbitrary: fc.anything() },
      { weight: 6, arbitrary: fc.record({ type: id, item: id, tname, assoc: fc.integer() }) },
    );
    let accepted = 0;
    fc.assert(
      fc.property(position, position, (anchor, head) => {
        const caret = toCaretPosition({ anchor, head });
        if (!caret) return;
        accepted += 1;
        for (const end of [caret.anchor, caret.head]) {
          Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(end), doc);
        }
      }),
      { seed: 7, numRuns: 4_000 },
    );
    expect(accepted).toBeGreaterThan(500);
    expect([...doc.share.keys()]).toEqual([NOTES_FIELD]);
  });
});
