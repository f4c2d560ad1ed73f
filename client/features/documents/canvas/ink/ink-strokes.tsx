import { memo } from 'react';
import { HIGHLIGHTER_OPACITY, inDrawingOrder, strokeFill, strokePath } from '#shared/domain/board-ink.ts';
import type { BoardStroke } from '#shared/domain/board-model.ts';
import styles from './ink.module.css';

export interface InkStrokesProps {
  readonly strokes: readonly BoardStroke[];
  /** The stroke that is being drawn here, which is shown by itself. */
  readonly liveId: string | null;
  /** Strokes that the eraser would take. */
  readonly doomed: ReadonlySet<string>;
}

/** The ink of the document. A stroke is outlined again only when it grew. */
export const InkStrokes = memo(function InkStrokes({ strokes, liveId, doomed }: InkStrokesProps) {
  return inDrawingOrder(strokes).map((stroke) =>
    stroke.id === liveId ? null : (
      <StrokePath key={stroke.id} stroke={stroke} isDoomed={doomed.has(stroke.id)} />
    ),
  );
});

const StrokePath = memo(function StrokePath({
  stroke,
  isDoomed,
}: {
  readonly stroke: BoardStroke;
  readonly isDoomed: boolean;
}) {
  return (
    <path
      d={strokePath(stroke)}
      {...fillOf(stroke)}
      data-stroke={stroke.id}
      className={isDoomed ? styles.doomed : undefined}
    />
  );
});

/** How a stroke is filled on the board, in either theme. */
export function fillOf(stroke: Pick<BoardStroke, 'kind' | 'colour'>): {
  readonly fill: string;
  readonly fillOpacity: number;
} {
  return {
    fill: `light-dark(${strokeFill(stroke, 'light')}, ${strokeFill(stroke, 'dark')})`,
    fillOpacity: stroke.kind === 'highlighter' ? HIGHLIGHTER_OPACITY : 1,
  };
}
