import { useId } from 'react';
import styles from './progress-bar.module.css';

export type ProgressBarProps = {
  readonly label: string;
  /** Done so far; leave out while the length is not known. */
  readonly value?: number | undefined;
  readonly max?: number | undefined;
  /** Beside the label: "12 of 40 files". Default "value of max". */
  readonly countText?: string | undefined;
  readonly isLabelHidden?: boolean | undefined;
  readonly tone?: 'accent' | 'good' | 'warn' | undefined;
};

export function ProgressBar({
  label,
  value,
  max = 100,
  countText,
  isLabelHidden = false,
  tone = 'accent',
}: ProgressBarProps) {
  const labelId = useId();
  const count = countText ?? (value === undefined ? undefined : `${value} of ${max}`);
  return (
    <div className={styles.frame}>
      <div className={isLabelHidden ? 'visually-hidden' : styles.text}>
        <span id={labelId}>{label}</span>
        {count ? <span className={styles.count}>{count}</span> : null}
      </div>
      <progress
        className={styles.bar}
        aria-labelledby={labelId}
        aria-valuetext={count}
        data-tone={tone}
        max={max}
        // Without a value the element is indeterminate.
        {...(value === undefined ? {} : { value: Math.min(Math.max(value, 0), max) })}
      />
    </div>
  );
}
