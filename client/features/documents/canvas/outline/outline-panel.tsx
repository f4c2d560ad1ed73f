import { useEffect, useState } from 'react';
import { BoardAsText } from '../board-as-text.tsx';
import type { BoardOutline, BoardOutlineProps } from './board-outline.tsx';

/** The outline, fetched when it is first wanted; the plain text stands in its place until then and when that fails. */
export function OutlinePanel(props: BoardOutlineProps) {
  const [loaded, setLoaded] = useState<{ readonly Outline: typeof BoardOutline } | null>(null);
  useEffect(() => {
    let isMounted = true;
    import('./board-outline.tsx')
      .then((module) => {
        if (isMounted) setLoaded({ Outline: module.BoardOutline });
        return null;
      })
      // Without a network the text can still be read; opening the outline again tries again.
      .catch(() => null);
    return () => {
      isMounted = false;
    };
  }, []);
  if (!loaded) return <BoardAsText model={props.model} isShown={props.isOver} />;
  return <loaded.Outline {...props} />;
}
