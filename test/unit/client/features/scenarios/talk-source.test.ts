import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { beginGesture, createNode } from '#shared/documents/canvas-writers.ts';
import { openTalkSource, type TalkSource } from '#client/features/scenarios/board-talk/talk-source.ts';

let doc: Y.Doc;
let opened: TalkSource[];

beforeEach(() => {
  opened = [];
  doc = new Y.Doc();
  const kinds = ['ranker', 'retriever', 'gateway', 'trainer'] as const;
  kinds.forEach((kind, index) =>
    createNode({ doc, gesture: beginGesture('Insert') }, { kind, x: index * 300, y: 0 }),
  );
});
afterEach(() => {
  for (const source of opened) source.close();
});

function open(interviewId: string): TalkSource {
  const source = openTalkSource({ doc, interviewId });
  opened.push(source);
  return source;
}

const openCodes = (source: TalkSource) => source.getSnapshot().open.map(({ code }) => code);

describe('what a board gives to talk about', () => {
  it('leaves out what was used or dismissed, and brings it back', () => {
    const source = open('one');
    expect(openCodes(source)).toEqual(expect.arrayContaining(['monitoring-missing', 'isolated']));
    source.mark('monitoring-missing', 'used');
    source.mark('isolated', 'dismissed');
    expect(openCodes(source)).not.toContain('monitoring-missing');
    expect(source.getSnapshot().marked.map(({ finding, mark }) => [finding.code, mark])).toEqual([
      ['monitoring-missing', 'used'],
      ['isolated', 'dismissed'],
    ]);
    source.mark('isolated', null);
    expect(openCodes(source)).toContain('isolated');
  });

  it('keeps marks by interview, also when the list is opened again', () => {
    open('two').mark('isolated', 'used');
    expect(openCodes(open('two'))).not.toContain('isolated');
    expect(openCodes(open('three'))).toContain('isolated');
  });

  it('tells those who listen about a mark', () => {
    const source = open('four');
    let heard = 0;
    source.subscribe(() => {
      heard += 1;
    });
    source.mark('isolated', 'used');
    expect(heard).toBe(1);
  });
});
