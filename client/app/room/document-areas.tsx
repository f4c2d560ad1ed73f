import { lazy, useMemo } from 'react';
import type { Participant } from '#shared/contracts/rooms.contract.ts';
import { SyncState } from '#client/features/documents/sync-state.tsx';
import { useDocument } from '#client/features/documents/use-document.ts';
import { singleKeysPreference } from '#client/platform/shortcuts.ts';
import { useStore } from '#client/platform/store.ts';
import { Area } from './area.tsx';
import { createBoardRoom } from './board-room.ts';
import { toDocumentUser } from './document-user.ts';
import { loadOnce } from './load-once.ts';
import { notesEditorModule } from './notes-area.tsx';
import type { Spotlight } from './spotlight.ts';
import { roomPageStrings as strings } from './strings.ts';

const boardModule = loadOnce(() => import('#client/features/documents/canvas/board.tsx'));
const Board = lazy(() => boardModule.load().then((m) => ({ default: m.Board })));

export interface DocumentAreaProps {
  readonly interviewId: string;
  readonly self: Participant;
  /** What the role and the state of the interview allow; the server has the last word. */
  readonly mayWrite: boolean;
}

export interface BoardAreaProps extends DocumentAreaProps {
  /** Items another part of the page asks to show. */
  readonly spotlight?: Spotlight;
}

export function BoardArea({ interviewId, self, mayWrite, spotlight }: BoardAreaProps) {
  const { connection, state } = useDocument({ interviewId, kind: 'canvas', participantId: self.id });
  const areShortcutsOn = useStore(singleKeysPreference);
  const room = useMemo(
    () => createBoardRoom({ connection, interviewId, self }),
    [connection, interviewId, self],
  );
  return (
    <Area name={strings.board} resetKey={connection.id} kind="surface">
      <Board
        doc={connection.doc}
        awareness={connection.awareness}
        self={toDocumentUser(self)}
        isReadOnly={!mayWrite || state.mode === 'read'}
        areShortcutsOn={areShortcutsOn}
        room={room}
        spotlight={spotlight}
      />
    </Area>
  );
}

/** Whether board and notes are safe; for guide roles the private notes as well. */
export function SharedSyncState({ interviewId, self }: { interviewId: string; self: Participant }) {
  const board = useDocument({ interviewId, kind: 'canvas', participantId: self.id });
  const notes = useDocument({ interviewId, kind: 'notes', participantId: self.id });
  return <SyncState documents={[board.connection, notes.connection]} />;
}

export function GuideSyncState({ interviewId, self }: { interviewId: string; self: Participant }) {
  const board = useDocument({ interviewId, kind: 'canvas', participantId: self.id });
  const notes = useDocument({ interviewId, kind: 'notes', participantId: self.id });
  const own = useDocument({ interviewId, kind: 'private', participantId: self.id });
  return <SyncState documents={[board.connection, notes.connection, own.connection]} />;
}

/** Fetches board and notes while people are still in the lobby, so that the start finds them there. */
export function prefetchDocuments(): void {
  // A failure here is no news: the room itself loads them again and says so.
  boardModule
    .load()
    .then(() => notesEditorModule.load())
    .catch(() => null);
}
