import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { roomPageStrings as strings } from './strings.ts';
import styles from './room-skeleton.module.css';

/** Top bar and page in the places they will have. */
export function RoomSkeleton() {
  return (
    <div aria-busy="true" aria-label={strings.joining}>
      <div className={styles.bar}>
        <Skeleton width={160} />
        <Skeleton width={96} />
      </div>
      <div className={styles.page}>
        <Skeleton width={260} height={24} />
        <SkeletonText lines={2} />
        <Skeleton shape="block" height={220} />
      </div>
    </div>
  );
}
