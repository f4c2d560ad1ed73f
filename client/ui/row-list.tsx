import { ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { classNames } from './class-names.ts';
import styles from './row-list.module.css';

/** A framed list of `Row`s. */
export function RowList({ label, children }: { readonly label?: string; readonly children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

/** A list, or what stands there without one, under a small heading. */
export function RowSection({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>
        {title}
      </h2>
      {children}
    </section>
  );
}

export type RowProps = {
  readonly title: ReactNode;
  readonly detail: ReactNode;
  /** Where the row leads; a row without it is there for its acts. */
  readonly to?: string;
  /** A badge or a figure at the end of the words. */
  readonly children?: ReactNode;
  readonly acts?: ReactNode;
  /** One icon keeps its place beside the words on the narrowest screen. */
  readonly areActsSlim?: boolean;
  /** Under the row, when it is opened. */
  readonly below?: ReactNode;
};

/** Two lines about one thing. The chevron is left out where acts stand in its place. */
export function Row({ title, detail, to, children, acts, areActsSlim = false, below }: RowProps) {
  const words = (
    <>
      <span className={styles.text}>
        <span className={styles.title}>{title}</span>
        <span className={styles.detail}>{detail}</span>
      </span>
      {children}
    </>
  );
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        {to === undefined ? (
          <div className={styles.main}>{words}</div>
        ) : (
          <Link className={styles.main} to={to}>
            {words}
            {acts ? null : <ChevronRight size={16} className={styles.chevron} aria-hidden="true" />}
          </Link>
        )}
        {acts ? <div className={classNames(styles.acts, areActsSlim && styles.slim)}>{acts}</div> : null}
      </div>
      {below ? <div className={styles.below}>{below}</div> : null}
    </li>
  );
}
