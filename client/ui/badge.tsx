import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './badge.module.css';

export type BadgeProps = {
  readonly tone?: 'neutral' | 'accent' | 'info' | 'good' | 'warn' | 'bad' | undefined;
  /** `outline` where several stand together and none should call. Default `soft`. */
  readonly look?: 'soft' | 'outline' | undefined;
  readonly icon?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export function Badge({ tone = 'neutral', look = 'soft', icon, className, children }: BadgeProps) {
  return (
    <span className={classNames(styles.badge, styles[tone], look === 'outline' && styles.outline, className)}>
      {icon ? (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      {children}
    </span>
  );
}
