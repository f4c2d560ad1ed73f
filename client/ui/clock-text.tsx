import { classNames } from './class-names.ts';
import { formatClock, spellClock } from './format-time.ts';

export type ClockTextProps = {
  readonly durationMs: number;
  /** Said before the time by screen readers: "Elapsed". */
  readonly label?: string | undefined;
  readonly className?: string | undefined;
};

/** A clock's digits, all of one width. Not live: a screen reader hears it when it is asked for, not every second. */
export function ClockText({ durationMs, label, className }: ClockTextProps) {
  return (
    <span className={classNames('tabular', className)} role="timer" aria-live="off">
      <span aria-hidden="true">{formatClock(durationMs)}</span>
      <span className="visually-hidden">
        {label ? `${label} ` : ''}
        {spellClock(durationMs)}
      </span>
    </span>
  );
}
