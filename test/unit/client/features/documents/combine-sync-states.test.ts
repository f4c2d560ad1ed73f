import { describe, expect, it } from 'vitest';
import { combineSyncStates } from '#client/features/documents/combine-sync-states.ts';
import type { DocumentSyncState } from '#client/features/documents/document-connection.ts';
import { documentStrings } from '#client/features/documents/strings.ts';

function state(status: DocumentSyncState['status'], pendingChanges = 0): DocumentSyncState {
  return { status, pendingChanges, mode: 'write', reason: status === 'error' ? 'READ_ONLY' : null };
}

describe('combineSyncStates', () => {
  it('says saved only when every document is', () => {
    expect(combineSyncStates([state('saved'), state('saved')]).status).toBe('saved');
    expect(combineSyncStates([state('saved'), state('saving', 1)]).status).toBe('saving');
    expect(combineSyncStates([state('saved'), state('connecting')]).status).toBe('connecting');
    expect(combineSyncStates([]).status).toBe('connecting');
  });

  it('adds up what is kept here and lets the worst speak', () => {
    const summary = combineSyncStates([state('offline', 5), state('saving', 7)]);
    expect(documentStrings.offline(summary.pendingChanges)).toBe('Offline: 12 changes kept here');
    expect(combineSyncStates([state('offline', 1), state('error', 2)])).toEqual({
      status: 'error',
      pendingChanges: 3,
      reason: 'READ_ONLY',
    });
  });

  it('speaks of one change as one', () => {
    expect(documentStrings.offline(1)).toBe('Offline: 1 change kept here');
    expect(documentStrings.offline(0)).toBe('Offline');
  });
});
