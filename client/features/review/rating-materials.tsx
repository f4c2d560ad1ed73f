import { useMemo, useState, type ReactNode } from 'react';
import type { RatingMaterials as Materials } from '#shared/contracts/review.contract.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { BoardPicture } from './board-picture.tsx';
import { CardsSection, type RenderCard } from './cards-section.tsx';
import { MomentPicker } from './moment-picker.tsx';
import { groupMoments, type Moment } from './moments.ts';
import { phaseName, RUNG_NAMES, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './rating-materials.module.css';

export type RatingMaterialsProps = {
  readonly materials: Materials;
  /** The moment the next note is about, on the interview clock. */
  readonly momentMs: number;
  readonly onMoment: (offsetMs: number) => void;
  readonly renderCard: RenderCard;
  readonly renderNotes: (blocks: Materials['notes']) => ReactNode;
  readonly renderGuide: () => ReactNode;
};

const VIEWS = [
  { value: 'timeline', label: reviewStrings.viewTimeline },
  { value: 'board', label: reviewStrings.viewBoard },
  { value: 'notes', label: reviewStrings.viewNotes },
  { value: 'cards', label: reviewStrings.viewCards },
  { value: 'guide', label: reviewStrings.viewGuide },
] as const;
type View = (typeof VIEWS)[number]['value'];

/** The interview as everybody saw it: what somebody who rates afterwards has instead of having been there. */
export function RatingMaterials(props: RatingMaterialsProps) {
  const { materials, momentMs, onMoment, renderCard, renderNotes, renderGuide } = props;
  const [view, setView] = useState<View>('board');
  return (
    <section className={styles.frame} aria-label={reviewStrings.materials}>
      <div className={styles.tools}>
        <SegmentedControl
          size="sm"
          label={reviewStrings.materials}
          segments={VIEWS}
          value={view}
          onValueChange={setView}
        />
      </div>
      <div className={styles.content}>
        {view === 'timeline' ? (
          <Timeline materials={materials} momentMs={momentMs} onMoment={onMoment} />
        ) : null}
        {view === 'board' ? <BoardPicture board={materials.board} /> : null}
        {view === 'notes' ? renderNotes(materials.notes) : null}
        {view === 'cards' ? <CardsSection reveals={materials.reveals} renderCard={renderCard} /> : null}
        {view === 'guide' ? <div className={styles.guide}>{renderGuide()}</div> : null}
      </div>
      <div className={styles.moment}>
        <MomentPicker
          valueMs={momentMs}
          durationMs={materials.durationMs}
          phaseEntries={materials.phaseEntries}
          onChange={onMoment}
        />
      </div>
    </section>
  );
}

function Timeline({
  materials,
  momentMs,
  onMoment,
}: Pick<RatingMaterialsProps, 'materials' | 'momentMs' | 'onMoment'>) {
  const groups = useMemo(() => groupMoments({ ...materials, evidence: [] }), [materials]);
  return (
    <ol className={styles.timeline}>
      {groups.map(({ phase, moments }) => (
        <li key={phase?.offsetMs ?? 'before'}>
          {phase ? (
            <Row
              isPhase
              offsetMs={phase.offsetMs}
              text={phaseName(phase.phaseId)}
              isChosen={phase.offsetMs === momentMs}
              onMoment={onMoment}
            />
          ) : null}
          {moments.map((moment) => (
            <Row
              key={`${moment.kind}.${moment.offsetMs}.${textOf(moment)}`}
              offsetMs={moment.offsetMs}
              text={textOf(moment)}
              isChosen={moment.offsetMs === momentMs}
              onMoment={onMoment}
            />
          ))}
        </li>
      ))}
    </ol>
  );
}

function Row(props: {
  readonly offsetMs: number;
  readonly text: string;
  readonly isPhase?: boolean;
  readonly isChosen: boolean;
  readonly onMoment: (offsetMs: number) => void;
}) {
  const { offsetMs, text, isPhase = false, isChosen, onMoment } = props;
  return (
    <button
      type="button"
      className={isPhase ? styles.phase : styles.row}
      aria-pressed={isChosen}
      onClick={() => onMoment(offsetMs)}
    >
      <span className={styles.time}>{formatClock(offsetMs)}</span>
      <span>{text}</span>
    </button>
  );
}

function textOf(moment: Moment): string {
  switch (moment.kind) {
    case 'hint':
      return `${reviewStrings.hintGiven(RUNG_NAMES[moment.hint.rung])}, ${dimensionLabel(moment.hint.dimension)}`;
    case 'card':
      return reviewStrings.card(moment.number);
    case 'pause':
      return reviewStrings.paused(formatClock(moment.pausedMs));
    case 'note':
      return moment.note.text;
  }
}
