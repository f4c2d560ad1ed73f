import { Panel } from '@xyflow/react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import { seedCanvas } from '#shared/documents/canvas-seed.ts';
import { beginGesture } from '#shared/documents/canvas-writers.ts';
import { Button } from '#client/ui/button.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { useBoardActs, type Tool } from './board-context.ts';
import { STRINGS } from './strings.ts';
import styles from './board-hints.module.css';

/** What an empty board says: the next act, not a picture. */
export function EmptyHint({ model }: { readonly model: BoardModel }) {
  const { doc, isReadOnly, setPicker } = useBoardActs();
  if (model.nodes.some((node) => componentOf(node.kind).form !== 'lane') || model.strokes.length > 0)
    return null;
  if (isReadOnly) return <div className={styles.empty}>{STRINGS.hints.readOnlyEmpty}</div>;
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{STRINGS.hints.firstTitle}</p>
      <p className={styles.body}>
        {STRINGS.hints.firstBody} <Kbd keys="/" />
      </p>
      <div className={styles.acts}>
        <Button
          variant="primary"
          onClick={() => setPicker({ of: 'components', at: null, connectFrom: null })}
        >
          {STRINGS.hints.firstInsert}
        </Button>
        <Button
          onClick={() =>
            setPicker({ of: 'components', at: null, connectFrom: null, query: STRINGS.palette.skeletons })
          }
        >
          {STRINGS.hints.fromSkeleton}
        </Button>
        {model.nodes.length === 0 ? (
          <Button onClick={() => seedCanvas({ doc, gesture: beginGesture(STRINGS.gestures.lanes) })}>
            {STRINGS.hints.addLanes}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** Says what the next click does while something is placed or connected; ink tools speak for themselves. */
export function ToolHint({ tool, model }: { readonly tool: Tool; readonly model: BoardModel }) {
  const { setTool } = useBoardActs();
  if (tool.name !== 'place' && tool.name !== 'connect') return null;
  return (
    <Panel position="top-center" className={styles.toolHint}>
      <span>{toolText(tool, model)}</span>
      <button type="button" className={styles.cancel} onClick={() => setTool({ name: 'select' })}>
        {STRINGS.hints.cancel} <Kbd keys="Esc" tone="inverse" />
      </button>
    </Panel>
  );
}

function toolText(tool: Extract<Tool, { name: 'place' | 'connect' }>, model: BoardModel): string {
  if (tool.name === 'place') return STRINGS.hints.place(componentOf(tool.kind).name);
  const source = model.nodes.find((node) => node.id === tool.source);
  return source ? STRINGS.hints.connectTo(nameOf(source)) : STRINGS.hints.connectFrom;
}
