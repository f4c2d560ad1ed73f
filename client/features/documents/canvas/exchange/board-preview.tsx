import { useDeferredValue, useMemo } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import type { BoardThemeName } from '#shared/domain/board-theme.ts';
import styles from './board-preview.module.css';

/** A board as a small picture. As an image it can run nothing and fetch nothing, whatever was written on it. */
export function BoardPreview({
  model,
  theme,
  alt,
}: {
  readonly model: BoardModel;
  readonly theme: BoardThemeName;
  readonly alt: string;
}) {
  // Typing goes before drawing.
  const shown = useDeferredValue(model);
  const source = useMemo(
    () => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(boardToSvg(shown, { theme }))}`,
    [shown, theme],
  );
  return (
    <div className={styles.frame} data-theme={theme}>
      <img className={styles.picture} src={source} alt={alt} />
    </div>
  );
}
