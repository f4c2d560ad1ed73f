import { useState, type ReactNode } from 'react';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import { formatDateTime } from '#client/ui/format-time.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { roomPageStrings as strings } from './strings.ts';
import styles from './rating-stage.module.css';

export type RatingState = Extract<InterviewState, { status: 'rating' }>;

export interface RatingView {
  readonly id: string;
  readonly label: string;
  /** A page scrolls with the stage and is kept; a document fills it and is opened when looked at. */
  readonly kind: 'page' | 'document';
  readonly content: ReactNode;
}

export interface RatingStageProps {
  readonly deadlineAt: number;
  /** The first one, the form, is shown at first. */
  readonly views: readonly RatingView[];
  /** Beside the title. */
  readonly action?: ReactNode;
}

/** After the interview: the form, with everything one may want to look up one press away. */
export function RatingStage({ deadlineAt, views, action }: RatingStageProps) {
  const [shown, setShown] = useState(views[0]?.id ?? null);
  return (
    <div className={styles.stage}>
      <header className={styles.header}>
        <div>
          <h1 className={styles.title}>{strings.ratingTitle}</h1>
          <p className={styles.text}>
            {strings.ratingText} {strings.ratingDeadline}{' '}
            {formatDateTime(new Date(deadlineAt), { isZoneShown: true })}.
          </p>
        </div>
        {action}
        <SegmentedControl
          label={strings.views}
          value={shown}
          onValueChange={setShown}
          segments={views.map(({ id, label }) => ({ value: id, label }))}
        />
      </header>
      {views.map((view) =>
        view.kind === 'page' ? (
          // Kept while looking something up: nothing typed into it may be lost.
          <div key={view.id} className={styles.page} hidden={view.id !== shown}>
            {view.content}
          </div>
        ) : view.id === shown ? (
          <div key={view.id} className={styles.document}>
            {view.content}
          </div>
        ) : null,
      )}
    </div>
  );
}
