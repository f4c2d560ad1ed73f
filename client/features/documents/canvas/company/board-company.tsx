import { useCallback, useState, type RefObject } from 'react';
import { Panel, useStore } from '@xyflow/react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { classNames } from '#client/ui/class-names.ts';
import { copyText } from '#client/ui/copy-text.ts';
import { useBoardActs } from '../board-context.ts';
import type { PeerMarks, PresenceChannel } from '../presence-channel.ts';
import type { KeptNote } from '../use-history.ts';
import { isNarrowBoard } from '../view-controls.tsx';
import { BoardNotice, type BoardNoticeContent } from './board-notice.tsx';
import type { BoardRoom } from './board-room.ts';
import { EditedArrows } from './edited-arrows.tsx';
import { FollowFrame } from './follow-frame.tsx';
import { PeerAnnouncements } from './peer-announcements.tsx';
import { PeopleStrip } from './people-strip.tsx';
import { COMPANY_STRINGS } from './strings.ts';
import { useEditing } from './use-editing.ts';
import { useFollow } from './use-follow.ts';
import { useGathering } from './use-gathering.ts';
import { useOwnView } from './use-own-view.ts';
import { usePeople } from './use-people.ts';
import styles from './board-company.module.css';

export interface BoardCompanyProps {
  readonly presence: PresenceChannel;
  readonly edges: BoardModel['edges'];
  readonly marks: PeerMarks;
  readonly root: RefObject<HTMLElement | null>;
  readonly room: BoardRoom | undefined;
  readonly keptNote: KeptNote | null;
}

/** Everything about the others that is not needed to draw the board: who is here, whose view one follows, what they change. */
export function BoardCompany({ presence, edges, marks, root, room, keptNote }: BoardCompanyProps) {
  const { doc, announce, stopEditing } = useBoardActs();
  const people = usePeople(presence);
  const [notice, setNotice] = useState<BoardNoticeContent | null>(null);
  const closeNotice = useCallback(() => setNotice(null), []);
  const isNarrow = useStore((state) => isNarrowBoard(state.width));

  const [shownNote, setShownNote] = useState<KeptNote | null>(null);
  if (keptNote !== shownNote) {
    setShownNote(keptNote);
    if (keptNote) setNotice({ title: keptNote.text, isSaid: true });
  }

  const { followed, follow, stop } = useFollow({
    presence,
    root,
    onEnd: ({ name }, why) => {
      if (why === 'left') setNotice({ title: COMPANY_STRINGS.left(name) });
      else announce(COMPANY_STRINGS.stopped(name));
    },
  });
  useOwnView({ presence, isOn: followed === null });

  function handleFollow(user: CanvasUser | null) {
    const name = (user ?? followed)?.name ?? '';
    announce(user ? COMPANY_STRINGS.following(name) : COMPANY_STRINGS.stopped(name));
    if (user) follow(user);
    else stop();
  }

  const gather = useGathering({
    room,
    isThere: ({ by }) => by.participantId === followed?.participantId,
    onMoved: ({ by, back }) => {
      stop();
      setNotice({
        title: COMPANY_STRINGS.broughtBy(by),
        action: { label: COMPANY_STRINGS.back, run: back },
      });
    },
  });
  const gathering = useCommand(async () => {
    await gather?.();
    setNotice({ title: COMPANY_STRINGS.gathered });
  });

  useEditing({
    doc,
    presence,
    root,
    onLost: ({ id, text }) => {
      stopEditing(id);
      root.current?.focus({ preventScroll: true });
      const who = presence.findOnlyPeer()?.name ?? COMPANY_STRINGS.somebody;
      setNotice({
        title: COMPANY_STRINGS.lostEdit(who),
        ...(text.trim() === ''
          ? {}
          : {
              detail: COMPANY_STRINGS.lostText(text),
              action: { label: COMPANY_STRINGS.copyText, run: () => void copyLost(text) },
            }),
      });
    },
  });
  async function copyLost(text: string) {
    if (await copyText(text)) announce(COMPANY_STRINGS.copied);
  }

  const hasCompany = people.length > 0;
  const canGather = gather !== null && hasCompany;
  usePageActs([
    ...people.map(({ user }) => ({
      id: `board.follow-${user.participantId}`,
      label: COMPANY_STRINGS.follow(user.name),
      group: COMPANY_STRINGS.group,
      run: () => handleFollow(user),
    })),
    ...(followed
      ? [
          {
            id: 'board.stop-following',
            label: COMPANY_STRINGS.stopFollowing(followed.name),
            group: COMPANY_STRINGS.group,
            run: () => handleFollow(null),
          },
        ]
      : []),
    ...(canGather
      ? [
          {
            id: 'board.gather',
            label: COMPANY_STRINGS.gather,
            group: COMPANY_STRINGS.group,
            run: () => void gathering.start(),
          },
        ]
      : []),
  ]);

  return (
    <>
      <EditedArrows edges={edges} marks={marks} />
      {followed ? <FollowFrame user={followed} onStop={() => handleFollow(null)} /> : null}
      {hasCompany ? (
        <Panel position="top-right" className={classNames(isNarrow && styles.belowTools)}>
          <PeopleStrip
            people={people}
            followed={followed}
            onFollow={handleFollow}
            onGather={canGather ? () => void gathering.start() : null}
          />
        </Panel>
      ) : null}
      <div className={classNames(styles.notices, isNarrow && styles.acrossNotices)} data-company>
        {notice ? <BoardNotice notice={notice} onClose={closeNotice} /> : null}
      </div>
      <PeerAnnouncements doc={doc} presence={presence} whenLoaded={room?.whenLoaded} />
    </>
  );
}
