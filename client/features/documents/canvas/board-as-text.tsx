import { memo, useMemo } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { outlineOf } from '#shared/domain/board-outline.ts';
import { STRINGS } from './strings.ts';
import { useRested } from './use-rested.ts';
import styles from './board-as-text.module.css';

export interface BoardAsTextProps {
  readonly model: BoardModel;
  /** It stands where the outline will be once that has been fetched; otherwise it is only there to be listened to. */
  readonly isShown: boolean;
}

/** The board in words, beside the drawing for those who listen: lanes as headings, one sentence a component. */
export const BoardAsText = memo(function BoardAsText({ model, isShown }: BoardAsTextProps) {
  // Words may come a moment later than the picture: a drag changes them twenty times a second, for nobody to hear.
  const rested = useRested(model);
  const sections = useMemo(() => outlineOf(rested), [rested]);
  return (
    <section
      className={isShown ? styles.text : 'visually-hidden'}
      aria-label={STRINGS.boardAsText}
      // Nothing in it takes focus, and a long one has to be scrolled by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={isShown ? 0 : undefined}
    >
      {sections.length === 0 ? <p className={styles.none}>{STRINGS.emptyOutline}</p> : null}
      {sections.map(({ laneId, title, items }) => (
        <div key={laneId ?? 'outside'}>
          <h3 className={styles.title}>{title}</h3>
          {items.length === 0 ? <p className={styles.none}>{STRINGS.outline.emptyLane}</p> : null}
          <ul className={styles.list}>
            {items.map(({ node, text }) => (
              <li key={node.id}>{text}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
});
