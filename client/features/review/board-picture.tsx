import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { classNames } from '#client/ui/class-names.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { useTheme } from '#client/ui/theme.ts';
import { reviewStrings } from './strings.ts';
import styles from './board-picture.module.css';

export type BoardPictureProps = {
  readonly board: BoardModel;
  readonly alt?: string | undefined;
  /** Stands beside the choice of size. */
  readonly action?: ReactNode;
};

/** A board as a picture. As an image it can run nothing and fetch nothing, whatever was written on it. */
export function BoardPicture({ board, alt, action }: BoardPictureProps) {
  const { shown } = useTheme();
  const [size, setSize] = useState<'fit' | 'full'>('fit');
  const isEmpty = board.nodes.length === 0 && board.strokes.length === 0;
  const words = alt ?? reviewStrings.boardAlt(board.nodes.length);
  if (isEmpty) return <p className={styles.empty}>{reviewStrings.boardEmpty}</p>;
  return (
    <div className={styles.frame}>
      <div className={styles.tools}>
        <SegmentedControl
          size="sm"
          label={reviewStrings.boardSize}
          segments={[
            { value: 'fit', label: reviewStrings.boardFit },
            { value: 'full', label: reviewStrings.boardFull },
          ]}
          value={size}
          onValueChange={setSize}
        />
        {action}
      </div>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={classNames(styles.view, styles[size])} tabIndex={size === 'full' ? 0 : undefined}>
        <Drawing
          board={board}
          theme={shown}
          alt={words}
          className={shown === 'dark' ? styles.screen : undefined}
        />
        {/* Printing does not wait for a picture to be drawn anew, so the one for paper is there before. */}
        {shown === 'dark' ? (
          <Drawing board={board} theme="light" alt={words} className={styles.paper} />
        ) : null}
      </div>
    </div>
  );
}

type DrawingProps = {
  readonly board: BoardModel;
  readonly theme: 'light' | 'dark';
  readonly alt: string;
  readonly className: string | undefined;
};

function Drawing({ board, theme, alt, className }: DrawingProps) {
  const svg = useMemo(() => boardToSvg(board, { theme }), [board, theme]);
  const imageRef = useRef<HTMLImageElement>(null);
  useEffect(() => {
    if (!imageRef.current) return undefined;
    const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    imageRef.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [svg]);
  return <img ref={imageRef} className={classNames(styles.picture, className)} alt={alt} />;
}
