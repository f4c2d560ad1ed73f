import styles from './spinner.module.css';

export type SpinnerProps = {
  /** Read by screen readers: "Loading the board". */
  readonly label: string;
  readonly isLabelShown?: boolean | undefined;
  readonly size?: 14 | 16 | 24 | undefined;
};

/** Stays invisible for 400 ms: most waits are shorter, and a flash is worse than nothing. */
export function Spinner({ label, isLabelShown = false, size = 16 }: SpinnerProps) {
  return (
    <output className={styles.spinner}>
      <span className={styles.ring} style={{ width: size, height: size }} aria-hidden="true" />
      <span className={isLabelShown ? styles.label : 'visually-hidden'}>{label}</span>
    </output>
  );
}
