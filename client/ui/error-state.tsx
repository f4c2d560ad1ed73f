import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import styles from './empty-state.module.css';

export type ErrorStateProps = {
  /** What happened: "The board could not be loaded". */
  readonly title: ReactNode;
  /** What was kept: "Your last changes are stored on this device." */
  readonly kept?: ReactNode;
  /** What to do: "Check the connection, then try again." */
  readonly advice?: ReactNode;
  readonly onRetry?: (() => void) | undefined;
  readonly isRetrying?: boolean | undefined;
  readonly retryLabel?: string | undefined;
  /** A second way out beside the retry. */
  readonly action?: ReactNode;
  /** What to give when asking for help, such as a request id. */
  readonly reference?: string | undefined;
  /** The title is the page's heading: for states that are all there is on a page. */
  readonly isPage?: boolean | undefined;
  readonly size?: 'sm' | 'md' | undefined;
  readonly className?: string | undefined;
};

export function ErrorState({
  title,
  kept,
  advice,
  onRetry,
  isRetrying = false,
  retryLabel = 'Try again',
  action,
  reference,
  isPage = false,
  size = 'md',
  className,
}: ErrorStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={classNames(styles.state, styles[size], styles.bad, className)} role="alert">
      <span className={styles.icon} aria-hidden="true">
        <TriangleAlert />
      </span>
      <Title className={styles.title}>{title}</Title>
      {kept || advice ? (
        <div className={styles.text}>
          {kept} {advice}
        </div>
      ) : null}
      {onRetry || action ? (
        <div className={styles.action}>
          {onRetry ? (
            <Button isPending={isRetrying} onClick={onRetry}>
              {retryLabel}
            </Button>
          ) : null}
          {action}
        </div>
      ) : null}
      {reference ? <p className={styles.reference}>{reference}</p> : null}
    </div>
  );
}
