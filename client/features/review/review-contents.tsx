import { useEffect, useState } from 'react';
import { reviewStrings } from './strings.ts';
import styles from './review-contents.module.css';

export type ReviewContentsProps = {
  readonly sections: readonly { readonly id: string; readonly title: string }[];
};

/** The parts of the page, and which of them is being read. */
export function ReviewContents({ sections }: ReviewContentsProps) {
  const ids = sections.map(({ id }) => id).join(' ');
  const [currentId, setCurrentId] = useState<string | null>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const entered = entries.find(({ isIntersecting }) => isIntersecting);
        if (entered) setCurrentId(entered.target.id);
      },
      // A thin band where the eye rests, so that one section at a time is in it.
      { rootMargin: '-20% 0px -75% 0px' },
    );
    for (const id of ids.split(' ')) {
      const section = document.getElementById(id);
      if (section) observer.observe(section);
    }
    return () => observer.disconnect();
  }, [ids]);
  return (
    <nav className={styles.nav} aria-label={reviewStrings.onThisPage}>
      <ol>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a
              className={styles.link}
              href={`#${id}`}
              aria-current={id === currentId ? 'location' : undefined}
            >
              {title}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
