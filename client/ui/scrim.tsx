import { useEffect, type ComponentProps } from 'react';
import styles from './scrim.module.css';

let lockCount = 0;

/**
 * Dims the page behind a modal panel and keeps it from scrolling while there is one. The dialog library has its own,
 * but it works by adding a style element, which the content security policy refuses.
 */
export function Scrim(props: ComponentProps<'div'>) {
  useEffect(() => {
    lockCount += 1;
    if (lockCount === 1) lockScrolling();
    return () => {
      lockCount -= 1;
      if (lockCount === 0) delete document.documentElement.dataset.scrollLocked;
    };
  }, []);

  return <div {...props} className={styles.scrim} aria-hidden="true" />;
}

function lockScrolling() {
  const root = document.documentElement;
  // The width of the bar that is about to go; without it the page would jump sideways. base.css pads by it.
  root.style.setProperty('--scrollbar-width', `${window.innerWidth - root.clientWidth}px`);
  root.dataset.scrollLocked = '';
}
