import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { PresenceChannel } from '#client/features/documents/canvas/presence-channel.ts';
import { PRESENCE_INTERVAL_MS } from '#shared/documents/canvas-presence.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const pages: Awareness[] = [];
afterEach(() => {
  for (const awareness of pages.splice(0)) awareness.destroy();
});

function openPage(participantId: string, name: string) {
  const awareness = new Awareness(new Y.Doc());
  pages.push(awareness);
  const channel = new PresenceChannel({ awareness, participantId });
  const close = channel.open({ participantId, name, colour: 2 });
  return { awareness, channel, close };
}

type Page = ReturnType<typeof openPage>;

function tell(from: Page, to: Page): void {
  applyAwarenessUpdate(
    to.awareness,
    encodeAwarenessUpdate(from.awareness, [from.awareness.clientID]),
    'remote',
  );
}

describe('one’s own presence', () => {
  it('leaves as one state an interval later, whatever changed meanwhile', () => {
    const { awareness, channel } = openPage('p1', 'Iris');
    let sent = 0;
    awareness.on('change', () => (sent += 1));
    channel.update({ pointer: [1, 1] });
    channel.update({ view: [0, 0, 800, 600] });
    channel.update({ pointer: [2, 2], editing: 'abcdefg1' });
    vi.advanceTimersByTime(PRESENCE_INTERVAL_MS);
    expect(sent).toBe(1);
    expect(awareness.getLocalState()).toMatchObject({
      pointer: [2, 2],
      view: [0, 0, 800, 600],
      editing: 'abcdefg1',
    });
  });

  it('is not sent again while nothing is different', () => {
    const { awareness, channel } = openPage('p1', 'Iris');
    channel.update({ view: [0, 0, 800, 600] });
    vi.advanceTimersByTime(PRESENCE_INTERVAL_MS);
    const clock = awareness.meta.get(awareness.clientID)?.clock;
    for (let count = 0; count < 5; count += 1) {
      channel.update({ view: [0, 0, 800, 600] });
      vi.advanceTimersByTime(PRESENCE_INTERVAL_MS);
    }
    expect(awareness.meta.get(awareness.clientID)?.clock).toBe(clock);
  });

  it('takes back view, pointer and open label when the board is left', () => {
    const { awareness, channel, close } = openPage('p1', 'Iris');
    channel.update({ view: [0, 0, 800, 600], editing: 'abcdefg1', following: 7 });
    vi.advanceTimersByTime(PRESENCE_INTERVAL_MS);
    close();
    expect(awareness.getLocalState()).toMatchObject({
      view: null,
      editing: null,
      following: null,
      pointer: null,
    });
  });
});

describe('the others', () => {
  it('are marked at what they edit before what somebody else has merely selected', () => {
    const [mine, iris, carl] = [openPage('p1', 'Sam'), openPage('p2', 'Iris'), openPage('p3', 'Carl')];
    iris.channel.update({ editing: 'abcdefg1', selected: ['abcdefg1'] });
    carl.channel.update({ selected: ['abcdefg1', 'abcdefg2'] });
    vi.advanceTimersByTime(PRESENCE_INTERVAL_MS);
    tell(iris, mine);
    tell(carl, mine);
    const marks = mine.channel.getMarks();
    expect(marks.get('abcdefg1')).toMatchObject({ name: 'Iris', isEditing: true });
    expect(marks.get('abcdefg2')).toMatchObject({ name: 'Carl', isEditing: false });
    iris.channel.update({ pointer: [5, 5], view: [0, 0, 10, 10] });
    vi.advanceTimersByTime(PRESENCE_INTERVAL_MS);
    tell(iris, mine);
    expect(mine.channel.getMarks()).toBe(marks);
  });

  it('keep their names after they have left', () => {
    const [mine, iris] = [openPage('p1', 'Sam'), openPage('p2', 'Iris')];
    tell(iris, mine);
    iris.awareness.setLocalState(null);
    tell(iris, mine);
    expect(mine.channel.getPeers()).toEqual([]);
    expect(mine.channel.findPeer(iris.awareness.clientID)?.name).toBe('Iris');
    expect(mine.channel.findPeer(12_345)).toBeNull();
  });

  it('name the one other person only when there is exactly one and no second page of one’s own', () => {
    const [mine, iris, phone] = [openPage('p1', 'Sam'), openPage('p2', 'Iris'), openPage('p2', 'Iris')];
    expect(mine.channel.findOnlyPeer()).toBeNull();
    tell(iris, mine);
    tell(phone, mine);
    expect(mine.channel.findOnlyPeer()?.name).toBe('Iris');
    const second = openPage('p1', 'Sam');
    tell(second, mine);
    expect(mine.channel.findOnlyPeer()).toBeNull();
    expect(mine.channel.isOwn(second.awareness.clientID)).toBe(true);
  });
});
