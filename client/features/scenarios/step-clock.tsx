import type { Step } from '#shared/domain/vocabulary.ts';
import { ClockText } from '#client/ui/clock-text.tsx';
import { formatDuration } from '#client/ui/format-time.ts';
import { useCockpit } from './cockpit-context.ts';
import { stepTime } from './cockpit-selectors.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { useClockBeat } from './use-clock-beat.ts';
import styles from './step-clock.module.css';

/** Time spent on a step against its plan. Alone in its file, because it alone is drawn every second. */
export function StepClock({ step, plannedMs }: { readonly step: Step; readonly plannedMs: number }) {
  const { state, clock } = useCockpit();
  const now = useClockBeat(clock, { beatMs: 1_000, isTicking: state.status === 'running' });
  const time = stepTime({ state, step, now });
  if (!time || (time.spentMs === 0 && !time.isCurrent)) {
    return (
      <span className={styles.time}>{strings.planned(formatDuration(time?.allowedMs ?? plannedMs))}</span>
    );
  }
  const isOver = time.spentMs > time.allowedMs;
  return (
    <span className={styles.time} data-over={isOver || undefined}>
      <ClockText durationMs={time.spentMs} /> / {formatDuration(time.allowedMs)}
      {isOver ? ` ${strings.over}` : null}
    </span>
  );
}
