import { Eye, LocateFixed } from 'lucide-react';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import { Avatar } from '#client/ui/avatar.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { COMPANY_STRINGS } from './strings.ts';
import type { Person } from './use-people.ts';
import styles from './people-strip.module.css';

/** More would take the board's place; the command palette has everybody. */
const MAX_SHOWN = 6;

export interface PeopleStripProps {
  readonly people: readonly Person[];
  readonly followed: CanvasUser | null;
  readonly onFollow: (user: CanvasUser | null) => void;
  /** Null for those who may not bring everyone to their view. */
  readonly onGather: (() => void) | null;
}

/** Who else is on the board; a press follows. */
export function PeopleStrip({ people, followed, onFollow, onGather }: PeopleStripProps) {
  const rest = people.length - MAX_SHOWN;
  return (
    <div className={styles.strip} role="group" aria-label={COMPANY_STRINGS.people} data-company>
      {people.slice(0, MAX_SHOWN).map((person) => (
        <PersonButton
          key={person.user.participantId}
          person={person}
          isFollowed={followed?.participantId === person.user.participantId}
          onFollow={onFollow}
        />
      ))}
      {rest > 0 ? <span className={styles.more}>{COMPANY_STRINGS.more(rest)}</span> : null}
      {onGather ? (
        <>
          <hr className={styles.rule} />
          <IconButton
            size="sm"
            label={COMPANY_STRINGS.gather}
            icon={<LocateFixed />}
            tooltipSide="bottom"
            onClick={onGather}
          />
        </>
      ) : null}
    </div>
  );
}

function PersonButton({
  person: { user, following },
  isFollowed,
  onFollow,
}: {
  readonly person: Person;
  readonly isFollowed: boolean;
  readonly onFollow: (user: CanvasUser | null) => void;
}) {
  const { name, colour } = user;
  const act = isFollowed ? COMPANY_STRINGS.stopFollowing(name) : COMPANY_STRINGS.follow(name);
  const state = followingWords(name, following);
  return (
    <Tooltip content={state === null ? act : `${act}. ${state}.`} side="bottom">
      <button
        type="button"
        className={classNames(styles.person, isFollowed && styles.followed)}
        style={{ '--peer': `var(--participant-${colour})` }}
        aria-label={state === null ? act : `${act}. ${state}.`}
        aria-pressed={isFollowed}
        onClick={() => onFollow(isFollowed ? null : user)}
      >
        <Avatar name={name} colour={colour} size={24} isDecorative />
        {following === null ? null : (
          <span
            className={styles.follows}
            style={following === 'you' ? undefined : { '--peer': `var(--participant-${following.colour})` }}
          >
            {following === 'you' ? <Eye size={10} aria-hidden="true" /> : null}
          </span>
        )}
      </button>
    </Tooltip>
  );
}

function followingWords(name: string, following: Person['following']): string | null {
  if (following === null) return null;
  return following === 'you'
    ? COMPANY_STRINGS.followsYou(name)
    : COMPANY_STRINGS.follows(name, following.name);
}
