import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { roomPageStrings as strings } from './strings.ts';
import styles from './connection-banner.module.css';

/** A drop shorter than this is not worth a word. */
const SHOWN_AFTER_MS = 1_200;

/** Says that the room may be old. It takes no focus and covers nothing that is in use. */
export function ConnectionBanner({ isLive }: { isLive: boolean }) {
  const [isShown, setIsShown] = useState(false);
  useEffect(() => {
    if (isLive) return undefined;
    const timer = setTimeout(() => setIsShown(true), SHOWN_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setIsShown(false);
    };
  }, [isLive]);
  return (
    <div className={styles.region} role="status">
      {isShown ? (
        <p className={styles.banner}>
          <LoaderCircle size={14} aria-hidden="true" className={styles.icon} />
          {strings.reconnecting}
        </p>
      ) : null}
    </div>
  );
}
