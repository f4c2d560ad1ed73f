import { Lightbulb, Pause, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Face } from '#shared/contracts/scenario-format.contract.ts';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock, spellClock } from '#client/ui/format-time.ts';
import { assertNever } from '#shared/errors.ts';
import { cardAnchor, noteAnchor, type Moment } from './moments.ts';
import { NoteText } from './note-text.tsx';
import { SignMark } from './sign-mark.tsx';
import { RUNG_NAMES, UPTAKE_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import { withoutSources } from '#shared/domain/review-words.ts';
import styles from './moment-row.module.css';

export type MomentRowProps = {
  readonly moment: Moment;
  /** Come to by a link from elsewhere on the page. */
  readonly isMarked?: boolean;
};

/** One moment. Notes are what is read; what was given stands thin between them. */
export function MomentRow({ moment, isMarked = false }: MomentRowProps) {
  switch (moment.kind) {
    case 'note':
      return (
        <Row
          moment={moment}
          anchor={noteAnchor(moment.note.id)}
          isMarked={isMarked}
          mark={<SignMark sign={moment.note.sign} />}
          label={dimensionLabel(moment.note.dimension)}
        >
          <NoteText note={moment.note} />
        </Row>
      );
    case 'hint': {
      const { rung, uptake, dimension } = moment.hint;
      return (
        <Row
          moment={moment}
          mark={<Lightbulb size={14} aria-hidden="true" />}
          label={dimensionLabel(dimension)}
        >
          {reviewStrings.hintGiven(RUNG_NAMES[rung])}
          {uptake ? `, ${UPTAKE_NAMES[uptake]}` : ''}
        </Row>
      );
    }
    case 'card':
      return (
        <Row moment={moment} mark={<StickyNote size={14} aria-hidden="true" />}>
          <span className={styles.card}>
            <a className={styles.link} href={`#${cardAnchor(moment.reveal.revealId)}`}>
              {reviewStrings.card(moment.number)}
            </a>{' '}
            {describeFace(moment.reveal.face)}
          </span>
        </Row>
      );
    case 'pause':
      return (
        <Row moment={moment} mark={<Pause size={14} aria-hidden="true" />}>
          {reviewStrings.paused(formatClock(moment.pausedMs))}
        </Row>
      );
    default:
      return assertNever(moment);
  }
}

type RowProps = {
  readonly moment: Moment;
  readonly anchor?: string;
  readonly isMarked?: boolean;
  readonly mark: ReactNode;
  readonly label?: string;
  readonly children: ReactNode;
};

function Row({ moment, anchor, isMarked = false, mark, label, children }: RowProps) {
  return (
    <li
      id={anchor}
      className={classNames(styles.row, moment.kind !== 'note' && styles.thin, isMarked && styles.marked)}
    >
      <span className={styles.time}>
        <span aria-hidden="true">{formatClock(moment.offsetMs)}</span>
        <span className="visually-hidden">{spellClock(moment.offsetMs)}</span>
      </span>
      <span className={styles.mark}>{mark}</span>
      <div className={styles.text}>{children}</div>
      {label ? <span className={styles.label}>{label}</span> : null}
    </li>
  );
}

/** What a card is about, in a line; the card itself stands among the facts. */
function describeFace(face: Face): string {
  switch (face.type) {
    case 'text':
      return withoutSources(face.text);
    case 'numbers':
      return face.rows.map(({ label }) => withoutSources(label)).join(', ');
    case 'table':
      return face.columns.map(withoutSources).join(', ');
    case 'code':
      return reviewStrings.exhibit;
    case 'graph':
      return face.board.nodes.map(({ label }) => label).join(', ');
    default:
      return assertNever(face);
  }
}
