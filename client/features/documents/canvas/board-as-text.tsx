import { memo } from 'react';
import { PencilRuler } from 'lucide-react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { outlineOf } from '#shared/domain/board-outline.ts';
import { Button } from '#client/ui/button.tsx';
import { STRINGS } from './strings.ts';
import styles from './board-as-text.module.css';

export interface BoardAsTextProps {
  readonly model: BoardModel;
  /** On a small screen the outline stands in front of the drawing; otherwise it is only there to be listened to. */
  readonly isShown: boolean;
  readonly onDraw: () => void;
}

/** The board as an outline: lanes as headings, one sentence a component. */
export const BoardAsText = memo(function BoardAsText({ model, isShown, onDraw }: BoardAsTextProps) {
  const sections = outlineOf(model);
  return (
    <section className={isShown ? styles.outline : 'visually-hidden'} aria-label={STRINGS.boardAsText}>
      {isShown ? (
        <Button className={styles.draw} icon={<PencilRuler />} onClick={onDraw}>
          {STRINGS.outline.draw}
        </Button>
      ) : null}
      {sections.length === 0 ? <p className={styles.none}>{STRINGS.emptyOutline}</p> : null}
      {sections.map(({ laneId, title, items }) => (
        <div key={laneId ?? 'outside'} className={styles.lane}>
          <h3 className={styles.title}>{title}</h3>
          {items.length === 0 ? <p className={styles.none}>{STRINGS.outline.emptyLane}</p> : null}
          <ul className={styles.list}>
            {items.map(({ nodeId, text }) => (
              <li key={nodeId}>{text}</li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
});
