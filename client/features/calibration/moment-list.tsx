import { Check, Lightbulb, MessageCircleQuestion, PenLine, Plus, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ReferenceMoment } from '#shared/contracts/calibration.contract.ts';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { assertNever } from '#shared/errors.ts';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock, spellClock } from '#client/ui/format-time.ts';
import type { CalibrationSlots } from './slots.ts';
import { RUNG_NAMES, UPTAKE_NAMES, calibrationStrings as strings, dimensionLabel } from './strings.ts';
import styles from './moment-list.module.css';

export type MomentListProps = {
  readonly moments: readonly ReferenceMoment[];
  readonly picked: readonly string[];
  /** Left out while nothing can be picked. */
  readonly onPick: ((momentId: string) => void) | undefined;
  /** Moments the reference rests on, once it is open. */
  readonly referenced: readonly string[];
  readonly renderFace: CalibrationSlots['renderFace'];
};

/** Element of a moment, for links from a rating. */
export const momentAnchor = (momentId: string) => `moment-${momentId}`;

/** The whole interview in the order of the clock. */
export function MomentList({ moments, picked, onPick, referenced, renderFace }: MomentListProps) {
  return (
    <ol className={styles.list}>
      {moments.map((moment) =>
        moment.type === 'phase' ? (
          <li key={moment.id} className={styles.phase}>
            <span className={styles.time}>{formatClock(moment.offsetMs)}</span>
            <h3 className={styles.phaseName}>{PHASE_TEXT[moment.phaseId].title}</h3>
          </li>
        ) : (
          <li
            key={moment.id}
            id={momentAnchor(moment.id)}
            tabIndex={-1}
            className={classNames(
              styles.row,
              styles[moment.type === 'said' ? moment.by : moment.type],
              picked.includes(moment.id) && styles.picked,
              referenced.includes(moment.id) && styles.referenced,
            )}
          >
            <span className={styles.time}>
              <span aria-hidden="true">{formatClock(moment.offsetMs)}</span>
              <span className="visually-hidden">{spellClock(moment.offsetMs)}</span>
            </span>
            <div className={styles.body}>
              <MomentBody moment={moment} renderFace={renderFace} />
              {referenced.includes(moment.id) ? (
                <span className={styles.mark}>{strings.inReference}</span>
              ) : null}
            </div>
            <Pick moment={moment} isPicked={picked.includes(moment.id)} onPick={onPick} />
          </li>
        ),
      )}
    </ol>
  );
}

function Pick({
  moment,
  isPicked,
  onPick,
}: {
  readonly moment: ReferenceMoment;
  readonly isPicked: boolean;
  readonly onPick: MomentListProps['onPick'];
}) {
  if (!onPick) return isPicked ? <span className={styles.pickedMark}>{strings.picked}</span> : null;
  const clock = formatClock(moment.offsetMs);
  return (
    <button
      type="button"
      className={styles.pick}
      aria-pressed={isPicked}
      aria-label={isPicked ? strings.unpickOf(clock) : strings.pickOf(clock)}
      title={isPicked ? strings.picked : strings.pick}
      onClick={() => onPick(moment.id)}
    >
      {isPicked ? <Check size={14} aria-hidden="true" /> : <Plus size={14} aria-hidden="true" />}
    </button>
  );
}

function MomentBody({
  moment,
  renderFace,
}: {
  readonly moment: Exclude<ReferenceMoment, { type: 'phase' }>;
  readonly renderFace: MomentListProps['renderFace'];
}) {
  switch (moment.type) {
    case 'said':
      return (
        <>
          <Label>{moment.by === 'candidate' ? strings.candidate : strings.interviewer}</Label>
          <p>{moment.text}</p>
        </>
      );
    case 'drew':
      return (
        <>
          <Label icon={<PenLine size={12} />}>{strings.onBoard}</Label>
          <p>{moment.text}</p>
        </>
      );
    case 'probe':
      return (
        <>
          <Label icon={<MessageCircleQuestion size={12} />}>{strings.asked}</Label>
          <p>{moment.text}</p>
        </>
      );
    case 'hint':
      return (
        <>
          <Label icon={<Lightbulb size={12} />}>
            {strings.hint(RUNG_NAMES[moment.rung], UPTAKE_NAMES[moment.uptake])},{' '}
            {dimensionLabel(moment.dimension).toLowerCase()}
          </Label>
          <p>{moment.text}</p>
        </>
      );
    case 'reveal':
      return (
        <>
          <Label icon={<StickyNote size={12} />}>{strings.card}</Label>
          {renderFace(moment.face)}
        </>
      );
    default:
      return assertNever(moment);
  }
}

function Label({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className={styles.label}>
      {icon ? <span aria-hidden="true">{icon}</span> : null}
      {children}
    </span>
  );
}
