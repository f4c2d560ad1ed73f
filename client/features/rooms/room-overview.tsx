import type { RoomListItem } from '#shared/contracts/rooms.contract.ts';
import { Badge } from '#client/ui/badge.tsx';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { Row, RowList, RowSection } from '#client/ui/row-list.tsx';
import { ROLE_NAMES, roomStrings as strings } from './strings.ts';
import styles from './room-overview.module.css';

type InterviewLine = RoomListItem['interviews'][number];
type Kind = 'unfinished' | 'continue' | 'recent';

interface Line {
  readonly item: RoomListItem;
  readonly interview: InterviewLine;
  readonly kind: Kind;
}

/** What asks for an act first: forms that are owed, then rooms to go on with, then reviews to read. */
export function RoomOverview({ rooms }: { rooms: readonly RoomListItem[] }) {
  const lines = rooms.flatMap((item) =>
    item.interviews.map((interview): Line => ({ item, interview, kind: toKind(interview) })),
  );
  const sections = [
    { kind: 'unfinished', title: strings.unfinished },
    { kind: 'continue', title: strings.continue },
    { kind: 'recent', title: strings.recent },
  ] as const;
  return (
    <div className={styles.overview}>
      {sections.map(({ kind, title }) => {
        const shown = lines.filter((line) => line.kind === kind);
        if (shown.length === 0) return null;
        return (
          <RowSection key={kind} title={title}>
            <RowList>
              {shown.map((line) => (
                <InterviewRow key={line.interview.id} {...line} />
              ))}
            </RowList>
          </RowSection>
        );
      })}
    </div>
  );
}

function InterviewRow({ item, interview, kind }: Line) {
  const { room, partnerNames } = item;
  const at = interview.endedAt ?? interview.startedAt ?? room.createdAt;
  return (
    <Row
      to={kind === 'recent' ? `/interviews/${interview.id}/review` : `/rooms/${room.id}`}
      title={
        <>
          {interview.scenarioTitle ?? room.name}
          {interview.ordinal > 1 ? (
            <span className={styles.round}>{strings.round(interview.ordinal)}</span>
          ) : null}
        </>
      }
      detail={
        <>
          {ROLE_NAMES[interview.role]} · {strings.with(partnerNames)} · <RelativeTime at={new Date(at)} />
        </>
      }
    >
      {interview.hasUnfinishedForm ? (
        <Badge tone="warn">{strings.fillForm}</Badge>
      ) : interview.hasOpenFlag ? (
        <Badge tone="warn">{strings.answerFlag}</Badge>
      ) : (
        <Badge tone={interview.status === 'running' ? 'good' : 'neutral'}>
          {strings.statusNames[interview.status]}
        </Badge>
      )}
    </Row>
  );
}

function toKind(interview: InterviewLine): Kind {
  if (interview.hasUnfinishedForm) return 'unfinished';
  return interview.status === 'revealed' || interview.status === 'closed' ? 'recent' : 'continue';
}
