import page from '#client/ui/page.module.css';
import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { appStrings as strings } from './strings.ts';
import styles from './page-skeleton.module.css';

export function PageSkeleton() {
  return (
    <main className={`${page.frame} ${styles.page}`} aria-busy="true" aria-label={strings.loading}>
      <Skeleton width={240} height={28} />
      <SkeletonText lines={3} />
      <Skeleton shape="block" height={160} />
    </main>
  );
}
