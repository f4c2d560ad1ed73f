import { useId, type ReactNode } from 'react';
import styles from './progress.module.css';

export type SectionProps = {
  readonly title: string;
  readonly text?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** One part of the page with its heading and what it is about. */
export function Section({ title, text, actions, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.sectionHeader}>
        <div>
          <h2 id={id} className={styles.sectionTitle}>
            {title}
          </h2>
          {text ? <p className={styles.muted}>{text}</p> : null}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
