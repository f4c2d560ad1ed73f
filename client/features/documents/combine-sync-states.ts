import type { CloseReason } from '#shared/close-codes.ts';
import type { DocumentSyncState } from './document-connection.ts';

export interface SyncSummary {
  readonly status: DocumentSyncState['status'];
  readonly pendingChanges: number;
  readonly reason: CloseReason | null;
}

/** Worst first: one document in trouble is what a person has to know. */
const ORDER = [
  'error',
  'refused',
  'offline',
  'connecting',
  'saving',
  'saved',
] as const satisfies readonly SyncSummary['status'][];

/** One answer to "is my work safe" for all documents on the page. */
export function combineSyncStates(states: readonly DocumentSyncState[]): SyncSummary {
  const worst = ORDER.map((status) => states.find((state) => state.status === status)).find(
    (state) => state !== undefined,
  );
  let pendingChanges = 0;
  for (const state of states) pendingChanges += state.pendingChanges;
  return { status: worst?.status ?? 'connecting', pendingChanges, reason: worst?.reason ?? null };
}
