import { useCallback, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useTheme } from '#client/ui/theme.ts';
import type { BoardFlowEdge, BoardFlowNode } from '../use-flow-elements.ts';
import { FarPainter, looksSame, type FarScene } from './far-painter.ts';
import { useAwake, type Awake } from './use-awake.ts';
import styles from './far-picture.module.css';

export interface FarPictureProps {
  readonly nodes: readonly BoardFlowNode[];
  readonly edges: readonly BoardFlowEdge[];
  /** Those of `edges` that are drawn as elements. */
  readonly drawnEdges: readonly BoardFlowEdge[];
  /** Whether every element is drawn, in which case none of them paints itself. */
  readonly isWhole: boolean;
  /** The board, which is marked with `data-pictured` while elements need not paint themselves. */
  readonly root: RefObject<HTMLElement | null>;
  /** Is told which elements are drawn all the same. */
  readonly onAwake: (awake: Awake) => void;
}

/**
 * The board from afar as one picture. What is drawn as an element, because somebody is at it, is left out: a drag then moves
 * an element over a picture that stays as it is. Where all are drawn, the picture shows them all instead.
 */
export function FarPicture(props: FarPictureProps) {
  const { nodes, edges, drawnEdges, isWhole, root, onAwake } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const { screenToFlowPosition } = useReactFlow();
  const theme = useTheme().shown;
  const [painter] = useState(() => new FarPainter());
  const scene = useRef<FarScene | null>(null);
  const drawn = useMemo(
    () =>
      new Set(isWhole ? [] : [...nodes.filter(({ hidden }) => !hidden), ...drawnEdges].map(({ id }) => id)),
    [isWhole, nodes, drawnEdges],
  );
  const frame = useRef<number | null>(null);

  const paint = useCallback(() => {
    frame.current = null;
    const context = canvas.current?.getContext('2d');
    if (!context || !scene.current) return;
    const { transform, width, height } = store.getState();
    const ratio = window.devicePixelRatio;
    const [deviceWidth, deviceHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting a size clears the picture and takes new memory, even where it is the same.
    if (context.canvas.width !== deviceWidth) context.canvas.width = deviceWidth;
    if (context.canvas.height !== deviceHeight) context.canvas.height = deviceHeight;
    painter.paint(context, scene.current, { transform, ratio });
  }, [painter, store]);

  /** Once a frame, however many things change in it. */
  const paintSoon = useCallback(() => {
    frame.current ??= requestAnimationFrame(paint);
  }, [paint]);

  useLayoutEffect(() => {
    const last = scene.current;
    const next: FarScene = { nodes, edges, drawn, theme };
    scene.current = next;
    if (last === null) paint();
    else if (!looksSame(last, next)) paintSoon();
  }, [nodes, edges, drawn, theme, paint, paintSoon]);

  useLayoutEffect(() => {
    const board = root.current;
    board?.setAttribute('data-pictured', isWhole ? 'whole' : 'rest');
    return () => board?.removeAttribute('data-pictured');
  }, [root, isWhole]);

  useLayoutEffect(() => {
    const unsubscribe = store.subscribe((state, last) => {
      if (state.transform !== last.transform || state.width !== last.width || state.height !== last.height)
        paintSoon();
    });
    return () => {
      unsubscribe();
      if (frame.current !== null) cancelAnimationFrame(frame.current);
    };
  }, [store, paintSoon]);

  useAwake({
    root,
    onAwake,
    isConnecting: () => store.getState().connection.inProgress,
    itemAt: ({ clientX, clientY }, last) => {
      const context = canvas.current?.getContext('2d');
      if (!context || !scene.current) return null;
      const at = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
      return painter.itemAt(context, scene.current, { at, last });
    },
  });

  return <canvas ref={canvas} className={styles.picture} aria-hidden="true" />;
}
