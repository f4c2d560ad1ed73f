import { useEffect, useRef } from 'react';
import type { PublicEvent } from '#shared/domain/timeline.ts';
import { RevealCard } from './reveal-card.tsx';
import styles from './card-list.module.css';

export interface CardListProps {
  readonly cards: readonly PublicEvent[];
  readonly newIds: ReadonlySet<string>;
}

/** Cards in the order they came: the last one at the end, like a conversation. Opened with new ones, it starts at those. */
export function CardList({ cards, newIds }: CardListProps) {
  const firstNewRef = useRef<HTMLLIElement>(null);
  // Only on opening: a card that comes while one reads must not pull the text away.
  useEffect(() => {
    firstNewRef.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const firstNew = cards.find(({ id }) => newIds.has(id));
  return (
    <ol className={styles.list}>
      {cards.map(({ id, act, offsetMs }, index) =>
        act.type === 'reveal-shown' ? (
          <li key={id} ref={id === firstNew?.id ? firstNewRef : undefined}>
            <RevealCard number={index + 1} face={act.face} offsetMs={offsetMs} isNew={newIds.has(id)} />
          </li>
        ) : null,
      )}
    </ol>
  );
}
