import type { ReactNode } from 'react';
import styles from './review-section.module.css';

export type ReviewSectionProps = {
  readonly title: string;
  /** Anchor in the page, for links from the room. */
  readonly id: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** One part of the review with its heading. */
export function ReviewSection({ title, id, actions, children }: ReviewSectionProps) {
  return (
    <section id={id} className={styles.section} aria-labelledby={`${id}-title`}>
      <header className={styles.header}>
        <h2 id={`${id}-title`} className={styles.title}>
          {title}
        </h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
