import type { ReactNode } from 'react';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock, formatDuration } from '#client/ui/format-time.ts';
import { Popover } from '#client/ui/popover.tsx';
import type { PhaseView } from './phase-clock.ts';
import { interviewStrings as strings } from './strings.ts';
import styles from './phase-rail.module.css';

export interface PhaseRailProps {
  readonly views: readonly PhaseView[];
  readonly isPaused: boolean;
  /** At the end of a phase's popover; interviewers put "Go to this phase" there. */
  readonly actionFor?: (view: PhaseView) => ReactNode;
}

/** One segment a phase, as wide as its plan and filled by its time; a press tells what the phase is for. */
export function PhaseRail({ views, isPaused, actionFor }: PhaseRailProps) {
  const currentIndex = views.findIndex((view) => view.isCurrent);
  return (
    <ol className={styles.rail} aria-label={strings.rail} data-paused={isPaused || undefined}>
      {views.map((view) => {
        const text = PHASE_TEXT[view.phase.id];
        const share = view.allowedMs === 0 ? 0 : Math.min(1, view.spentMs / view.allowedMs);
        const state = view.isCurrent ? 'current' : view.index < currentIndex ? 'done' : 'ahead';
        const isOver = view.overMs > 0;
        return (
          <li
            key={view.phase.id}
            className={styles.item}
            style={{ '--weight': Math.max(view.allowedMs, 120_000) }}
          >
            <Popover
              align="center"
              title={text.title}
              isTitleShown
              trigger={
                <button
                  type="button"
                  className={classNames(styles.segment, styles[state], isOver && styles.over)}
                  aria-current={view.isCurrent ? 'step' : undefined}
                  aria-label={[
                    text.title,
                    strings.phaseState[state],
                    strings.planned(formatDuration(view.allowedMs)),
                    strings.spent(formatClock(view.spentMs)),
                    ...(isOver ? [strings.overBy(formatClock(view.overMs))] : []),
                  ].join(', ')}
                  title={text.title}
                >
                  <span className={styles.track}>
                    <span className={styles.fill} style={{ '--share': share }} />
                  </span>
                </button>
              }
            >
              <p className={styles.goal}>{text.goal}</p>
              <p className={styles.times}>
                {strings.planned(formatDuration(view.allowedMs))} · {strings.spent(formatClock(view.spentMs))}
                {isOver ? (
                  <span className={styles.overText}> · {strings.overBy(formatClock(view.overMs))}</span>
                ) : null}
              </p>
              <h3 className={styles.heading}>{strings.questions}</h3>
              <ul className={styles.questions}>
                {text.questions.map((question) => (
                  <li key={question}>{question}</li>
                ))}
              </ul>
              {actionFor?.(view)}
            </Popover>
          </li>
        );
      })}
    </ol>
  );
}
