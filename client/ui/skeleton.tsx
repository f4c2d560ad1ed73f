import { classNames } from './class-names.ts';
import styles from './skeleton.module.css';

export type SkeletonProps = {
  /** Any CSS length. Default the whole width. */
  readonly width?: string | number | undefined;
  /** Any CSS length. Default one line of text. */
  readonly height?: string | number | undefined;
  readonly shape?: 'line' | 'block' | 'circle' | undefined;
  readonly className?: string | undefined;
};

/** Holds the place of what is loading. Set `aria-busy` on the region around it. */
export function Skeleton({ width, height, shape = 'line', className }: SkeletonProps) {
  return (
    <span
      className={classNames(styles.skeleton, styles[shape], className)}
      style={{ width: width ?? undefined, height: height ?? undefined }}
      aria-hidden="true"
    />
  );
}

/** A paragraph to come; the last line is shorter. */
export function SkeletonText({ lines = 3 }: { readonly lines?: number | undefined }) {
  return (
    <span className={styles.text} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} width={index === lines - 1 ? '62%' : '100%'} />
      ))}
    </span>
  );
}
