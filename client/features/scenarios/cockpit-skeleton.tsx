import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import styles from './cockpit-skeleton.module.css';

/** Holds the places of header and rows, so that the guide arrives without a jump. */
export function CockpitSkeleton() {
  return (
    <div className={styles.panel} aria-busy="true" role="status" aria-label={strings.loading}>
      <div className={styles.header}>
        <Skeleton shape="block" height={32} />
        <Skeleton shape="block" height={40} />
      </div>
      <div className={styles.content}>
        <Skeleton width="40%" height={20} />
        <SkeletonText lines={3} />
        <Skeleton shape="block" height={30} />
        <SkeletonText lines={4} />
        <SkeletonText lines={4} />
      </div>
    </div>
  );
}
