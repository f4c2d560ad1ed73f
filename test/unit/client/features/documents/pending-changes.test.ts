import { describe, expect, it } from 'vitest';
import { PendingChanges } from '#client/features/documents/pending-changes.ts';

/** A connection that has been synchronised: step 2 sent and acknowledged. */
function synchronised(): PendingChanges {
  const pending = new PendingChanges();
  pending.connectionOpened();
  pending.messageSent('step-2');
  pending.acknowledged(1);
  return pending;
}

describe('PendingChanges', () => {
  it('counts down as messages become durable', () => {
    const pending = synchronised();
    for (let i = 0; i < 3; i += 1) {
      pending.changeMade();
      pending.messageSent('update');
    }
    expect(pending.count).toBe(3);
    pending.acknowledged(2);
    expect(pending.count).toBe(2);
    pending.acknowledged(4);
    expect(pending.count).toBe(0);
  });

  it('covers everything made offline with the state sent after reconnecting, not with an update before it', () => {
    const pending = synchronised();
    for (let i = 0; i < 5; i += 1) pending.changeMade();
    pending.connectionOpened();
    pending.changeMade();
    pending.messageSent('update');
    pending.acknowledged(1);
    expect(pending.count).toBe(6);
    pending.messageSent('step-2');
    pending.acknowledged(2);
    expect(pending.count).toBe(0);
  });

  it('does not believe acknowledgements of an earlier connection', () => {
    const pending = synchronised();
    pending.changeMade();
    pending.messageSent('update');
    pending.connectionOpened();
    pending.acknowledged(2);
    expect(pending.count).toBe(1);
  });

  it('counts changes kept by an earlier page', () => {
    const pending = new PendingChanges();
    pending.restore(12);
    expect(pending.count).toBe(12);
    pending.connectionOpened();
    pending.messageSent('step-2');
    pending.changeMade();
    pending.acknowledged(1);
    expect(pending.count).toBe(1);
  });
});
