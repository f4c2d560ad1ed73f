import type { RefObject } from 'react';
import type { FinalConnectionState } from '@xyflow/react';
import type { BoardModel, Point } from '#shared/domain/board-model.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import type { BoardActs, Tool } from './board-context.ts';
import { anchorOf } from './use-board-acts.ts';

export interface ConnectingInput {
  readonly root: RefObject<HTMLElement | null>;
  readonly model: BoardModel;
  readonly selected: ReadonlySet<string>;
  readonly connectSource: string | null;
  readonly acts: BoardActs;
  readonly setTool: (tool: Tool) => void;
  readonly toFlowPoint: (at: { readonly clientX: number; readonly clientY: number }) => Point;
}

/** The three ways to an arrow: by the connect tool and two clicks, by a list, and by dragging from a handle. */
export function useConnecting(input: ConnectingInput) {
  const { root, model, selected, connectSource, acts, setTool, toFlowPoint } = input;
  const { setPicker } = acts;

  function startConnecting() {
    const anchor = anchorOf(model, { selected, root: root.current });
    setTool({ name: 'connect', source: anchor?.id ?? null });
    // Whoever has a node in keyboard focus gets the list; with the mouse a click on the target is quicker.
    const isByKeyboard = root.current?.querySelector('.react-flow__node:focus-visible') !== null;
    if (anchor && isByKeyboard) setPicker({ of: 'targets', source: anchor.id });
  }

  function pickForConnection(nodeId: string) {
    const node = model.nodes.find((candidate) => candidate.id === nodeId);
    if (!node || componentOf(node.kind).form === 'lane') return;
    if (connectSource === null) setTool({ name: 'connect', source: nodeId });
    else if (connectSource === nodeId) setTool({ name: 'connect', source: null });
    else acts.connectNodes(connectSource, nodeId);
  }

  /** Anywhere on a node is a target; an arrow dropped on an empty place asks what should stand there. */
  function endConnecting(event: MouseEvent | TouchEvent, { fromNode }: FinalConnectionState) {
    const at = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (!fromNode || !at) return;
    const hit = document.elementFromPoint(at.clientX, at.clientY);
    const target = hit?.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
    if (target !== undefined && target !== fromNode.id) acts.connectNodes(fromNode.id, target);
    else if (hit?.classList.contains('react-flow__pane'))
      setPicker({ of: 'components', at: toFlowPoint(at), connectFrom: fromNode.id });
  }

  return { startConnecting, pickForConnection, endConnecting };
}
