import { memo, useMemo, useState } from 'react';
import { HIGHLIGHTER_OPACITY, inDrawingOrder, strokeFill } from '#shared/domain/board-ink.ts';
import type { BoardStroke, Point } from '#shared/domain/board-model.ts';
import { classNames } from '#client/ui/class-names.ts';
import { useStore, type ReadableStore } from '#client/platform/store.ts';
import { StrokeOutlines } from './stroke-outlines.ts';
import styles from './ink.module.css';

export interface InkStrokesProps {
  readonly strokes: readonly BoardStroke[];
  /** The stroke that is being drawn here, which is shown by itself. */
  readonly liveId: string | null;
  /** Strokes that the eraser would take. */
  readonly doomed: ReadonlySet<string>;
  readonly selected: ReadonlySet<string>;
  /** Where strokes begin that are being moved here and not written yet. */
  readonly shown: ReadableStore<ReadonlyMap<string, Point>>;
}

/** The ink of the document. A stroke is outlined again only when it grew. */
export const InkStrokes = memo(function InkStrokes(props: InkStrokesProps) {
  const { strokes, liveId, doomed, selected } = props;
  const shown = useStore(props.shown);
  const [outlines] = useState(() => new StrokeOutlines());
  const ordered = useMemo(() => inDrawingOrder(strokes), [strokes]);
  const placed = useMemo(() => outlines.place(ordered), [outlines, ordered]);
  return ordered.map((stroke, index) => {
    const { id, kind, colour, points } = stroke;
    const outline = placed[index];
    if (id === liveId || !outline) return null;
    const [at, start] = [shown.get(id), points[0]];
    return (
      <StrokePath
        key={id}
        id={id}
        kind={kind}
        colour={colour}
        d={outline.d}
        x={outline.x + (at && start ? at.x - start.x : 0)}
        y={outline.y + (at && start ? at.y - start.y : 0)}
        isDoomed={doomed.has(id)}
        isSelected={selected.has(id)}
      />
    );
  });
});

interface StrokePathProps extends Pick<BoardStroke, 'id' | 'kind' | 'colour'>, Point {
  /** The outline, to be moved by `x`, `y`. */
  readonly d: string;
  readonly isDoomed: boolean;
  readonly isSelected: boolean;
}

const StrokePath = memo(function StrokePath(props: StrokePathProps) {
  const { id, kind, colour, d, x, y, isDoomed, isSelected } = props;
  const transform = x === 0 && y === 0 ? undefined : `translate(${x} ${y})`;
  return (
    <>
      {isSelected ? <path d={d} transform={transform} className={styles.halo} data-halo={id} /> : null}
      <path
        d={d}
        transform={transform}
        {...fillOf({ kind, colour })}
        data-stroke={id}
        className={classNames(isDoomed && styles.doomed)}
      />
    </>
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
