import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './empty-state.module.css';

export type EmptyStateProps = {
  readonly title: ReactNode;
  /** What will be here, and how it gets here. */
  readonly children?: ReactNode;
  /** The next act, as a button or link. */
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
  /** The title is the page's heading: for states that are all there is on a page. */
  readonly isPage?: boolean | undefined;
  /** `sm` inside a panel. Default `md`. */
  readonly size?: 'sm' | 'md' | undefined;
  readonly className?: string | undefined;
};

export function EmptyState({
  title,
  children,
  action,
  icon,
  isPage = false,
  size = 'md',
  className,
}: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={classNames(styles.state, styles[size], className)}>
      {icon ? (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <Title className={styles.title}>{title}</Title>
      {children ? <div className={styles.text}>{children}</div> : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
