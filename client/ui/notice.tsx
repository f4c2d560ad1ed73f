import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './notice.module.css';

export type NoticeProps = {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad' | undefined;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** A small button or link at the end. */
  readonly action?: ReactNode;
  readonly className?: string | undefined;
};

const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } as const;

/** A message that stays in the page, next to what it is about. */
export function Notice({ tone = 'info', title, children, action, className }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div
      className={classNames(styles.notice, styles[tone], className)}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <div className={styles.content}>
        <div className={styles.text}>
          <p className={styles.title}>{title}</p>
          {children ? <div className={styles.detail}>{children}</div> : null}
        </div>
        {action}
      </div>
    </div>
  );
}
