import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './card.module.css';

export type CardProps = {
  readonly title?: ReactNode;
  /** Level of the title in the page. Default 2. */
  readonly headingLevel?: 2 | 3 | 4 | undefined;
  /** At the end of the title's line. */
  readonly actions?: ReactNode;
  /** Lifts on hover; give its one link or button the class `cardTargetClass`. */
  readonly isInteractive?: boolean | undefined;
  /** `none` for lists and media that reach the edge. */
  readonly padding?: 'none' | 'md' | 'lg' | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export function Card({
  title,
  headingLevel = 2,
  actions,
  isInteractive = false,
  padding = 'md',
  className,
  children,
}: CardProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <section
      className={classNames(styles.card, styles[padding], isInteractive && styles.interactive, className)}
    >
      {title || actions ? (
        <header className={styles.header}>
          {title ? <Heading className={styles.title}>{title}</Heading> : <span />}
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}

/** Class of the one link or button whose target is the whole interactive card. */
export const cardTargetClass = styles.target;
