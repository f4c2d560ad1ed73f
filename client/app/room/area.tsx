import { Suspense, type ReactNode } from 'react';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { roomPageStrings as strings } from './strings.ts';
import styles from './area.module.css';

export interface AreaProps {
  /** For "… stopped working". */
  readonly name: string;
  readonly resetKey: string;
  /** Gives the content the panel's own margins, where it brings none. */
  readonly isPadded?: boolean;
  /** The board fills its place; panels hold text. */
  readonly kind: 'surface' | 'panel';
  readonly children: ReactNode;
}

/** One part of the room: it loads alone, fails alone and is tried again alone. */
export function Area({ name, resetKey, kind, isPadded = false, children }: AreaProps) {
  return (
    <ErrorBoundary title={strings.areaFailed(name)} kept={strings.areaKept} size="sm" resetKey={resetKey}>
      <Suspense
        fallback={
          <div className={styles[kind]} role="group" aria-busy="true" aria-label={name}>
            {kind === 'panel' ? (
              <SkeletonText lines={4} />
            ) : (
              <Skeleton shape="block" width={44} height={320} />
            )}
          </div>
        }
      >
        {isPadded ? <div className={styles.padded}>{children}</div> : children}
      </Suspense>
    </ErrorBoundary>
  );
}
