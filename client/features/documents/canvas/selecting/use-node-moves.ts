import { useEffect, useMemo, useRef, useState } from 'react';
import { useStoreApi, type NodeChange } from '@xyflow/react';
import type * as Y from 'yjs';
import { rectOf } from '#shared/domain/board-card.ts';
import { isLane } from '#shared/domain/board-card.ts';
import { withLaneContents } from '#shared/domain/board-lanes.ts';
import type { BoardModel, Point } from '#shared/domain/board-model.ts';
import { BOARD_GRID } from '#shared/domain/board-placement.ts';
import type { SnapGuide } from '#shared/domain/board-snap.ts';
import { copyNodes } from '#shared/documents/canvas-copy.ts';
import { beginGesture } from '#shared/documents/canvas-writers.ts';
import type { InkHandRef } from '../ink/ink-hand.ts';
import { DragSession, resizeToGrid, type DragPlace } from './drag-session.ts';
import type { DragWriter, Frame } from './drag-writer.ts';
import { STRINGS } from '../strings.ts';
import type { BoardFlowNode } from '../use-flow-elements.ts';

/** React Flow moves a node by this many pixels for an arrow key while it does not snap, with Shift by four times as many. */
const FLOW_STEP = 5;

type DragKeys = Pick<MouseEvent, 'altKey' | 'ctrlKey' | 'metaKey'>;

export interface NodeMovesInput {
  readonly doc: Y.Doc;
  readonly model: BoardModel;
  readonly dragWriter: DragWriter;
  readonly ink: InkHandRef;
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
}

/** What begins and leads a drag that React Flow knows nothing of. */
export type NodeDrag = Pick<
  ReturnType<typeof useNodeMoves>['drag'],
  'take' | 'moveBy' | 'followKeys' | 'endDrag'
>;

/** How nodes move and change size on this page: drags with their guides, borders, arrow keys. */
export function useNodeMoves(input: NodeMovesInput) {
  const [frames, setFrames] = useState<ReadonlyMap<string, Frame>>(new Map());
  const [guides, setGuides] = useState<readonly SnapGuide[]>([]);
  const flowStore = useStoreApi();
  const session = useRef<DragSession | null>(null);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const { dragWriter } = input;
  useEffect(() => () => dragWriter.finish(), [dragWriter]);

  // The functions keep their identity, so that a drag does not draw every node anew.
  const drag = useMemo(() => {
    function startDrag(event: MouseEvent | TouchEvent, node: BoardFlowNode, nodes: BoardFlowNode[]) {
      const { selected, select, ink } = latest.current;
      const dragged = nodes.map(({ id }) => id);
      const drawn = selected.has(node.id) ? (ink.current?.startsOf(selected) ?? []) : [];
      if (!selected.has(node.id)) select([node.id]);
      take(event, [...dragged, ...drawn.map(({ id }) => id)], {
        isLaneAlone: isLane(node.data.node) && event.altKey,
      });
    }

    /** Begins a drag of these items and of what they carry along. */
    function take(event: DragKeys, dragged: readonly string[], { isLaneAlone = false } = {}) {
      const { doc, model, select, ink } = latest.current;
      const copies =
        event.altKey && !isLaneAlone
          ? startCopies({ doc, model, ids: dragged, dragWriter, copy: ink.current?.copy ?? copyNodes })
          : new Map<string, string>();
      if (copies.size > 0) select([...copies.values()]);
      const moving = copies.size > 0 || isLaneAlone ? new Set(dragged) : withLaneContents(model, dragged);
      const { transform, width, height } = flowStore.getState();
      const [panX, panY, zoom] = transform;
      session.current = new DragSession({
        model,
        dragged,
        moved: new Map(placesOf(moving).map(({ id, x, y }) => [copies.get(id) ?? id, { x, y }])),
        view: { x: -panX / zoom, y: -panY / zoom, w: width / zoom, h: height / zoom },
        zoom,
      });
      followKeys(event);
    }

    /** Where the nodes and strokes among `ids` are. */
    function placesOf(ids: ReadonlySet<string>): readonly (Point & { readonly id: string })[] {
      const { model, ink } = latest.current;
      return [...model.nodes.filter(({ id }) => ids.has(id)), ...(ink.current?.startsOf(ids) ?? [])];
    }

    /** Ctrl or Cmd held turns snapping off. */
    function followKeys(event: DragKeys) {
      if (session.current) session.current.isFree = event.ctrlKey || event.metaKey;
    }

    function applyDrag(changes: readonly NodeChange<BoardFlowNode>[]): void {
      const change = changes.find((candidate) => candidate.type === 'position' && candidate.position);
      if (change?.type !== 'position' || !change.position) return;
      const place = session.current?.placeAt(change.id, change.position);
      if (!place) return;
      show(place);
      if (change.dragging === false) endDrag();
    }

    /** The pointer has gone this far since `take`. */
    function moveBy(way: Point) {
      if (session.current) show(session.current.placeBy(way));
    }

    function show({ places, guides: shown }: DragPlace) {
      for (const [id, at] of places) dragWriter.queue(id, at);
      latest.current.ink.current?.show(places);
      setFrames(places);
      setGuides(shown);
    }

    function endDrag() {
      session.current = null;
      dragWriter.finish();
      latest.current.ink.current?.show(new Map());
      setFrames(new Map());
      setGuides([]);
    }

    /** While a border is dragged, place and size come as two changes of one node. */
    function applyResize(changes: readonly NodeChange<BoardFlowNode>[]): void {
      const moved = new Map<string, Frame>();
      let hasEnded = false;
      for (const change of changes) {
        if (change.type !== 'dimensions' || change.resizing === undefined) continue;
        hasEnded ||= !change.resizing;
        const node = latest.current.model.nodes.find(({ id }) => id === change.id);
        if (!change.dimensions || !node) continue;
        const before = rectOf(node);
        const at = positionIn(changes, change.id) ?? before;
        const { width: w, height: h } = change.dimensions;
        const frame = resizeToGrid(before, { x: at.x, y: at.y, w, h });
        moved.set(change.id, frame);
        dragWriter.queue(change.id, frame);
      }
      if (hasEnded) endDrag();
      else if (moved.size > 0) setFrames(moved);
    }

    /** React Flow tells the way an arrow key went; how far is the board's matter. */
    function applyArrowKey(changes: readonly NodeChange<BoardFlowNode>[]): void {
      const { nodes } = latest.current.model;
      const places = changes.flatMap((change) =>
        change.type === 'position' && change.position ? [{ id: change.id, at: change.position }] : [],
      );
      const [first] = places;
      const node = nodes.find(({ id }) => id === first?.id);
      if (!first || !node) return;
      nudge(
        places.map(({ id }) => id),
        { x: (first.at.x - node.x) / FLOW_STEP, y: (first.at.y - node.y) / FLOW_STEP },
      );
    }

    /** Moves nodes, what is in the lanes among them and the ink that is selected, by steps of the grid. */
    function nudge(ids: readonly string[], steps: Point): void {
      const { model, selected, ink } = latest.current;
      const drawn = ink.current?.startsOf(selected) ?? [];
      const moving = withLaneContents(model, [...ids, ...drawn.map(({ id }) => id)]);
      dragWriter.nudge(
        new Map(
          placesOf(moving).map(({ id, x, y }) => [
            id,
            { x: x + steps.x * BOARD_GRID, y: y + steps.y * BOARD_GRID },
          ]),
        ),
      );
    }

    function applyChanges(changes: readonly NodeChange<BoardFlowNode>[]): void {
      if (changes.some((change) => change.type === 'dimensions' && change.resizing !== undefined))
        applyResize(changes);
      else if (session.current) applyDrag(changes);
      else applyArrowKey(changes);
    }

    return { startDrag, take, moveBy, followKeys, endDrag, nudge, applyChanges };
  }, [dragWriter, flowStore]);

  return { frames, guides, drag, ...drag };
}

/** Alt makes a drag take copies along and leave the originals where they are, as one step of undo. */
function startCopies({
  doc,
  model,
  ids,
  dragWriter,
  copy,
}: {
  doc: Y.Doc;
  model: BoardModel;
  ids: readonly string[];
  dragWriter: DragWriter;
  copy: typeof copyNodes;
}): ReadonlyMap<string, string> {
  const gesture = beginGesture(STRINGS.gestures.duplicate);
  const copies = copy({ doc, gesture }, model, { ids, dx: 0, dy: 0 });
  if (copies.size > 0) dragWriter.begin(gesture);
  return copies;
}

function positionIn(changes: readonly NodeChange<BoardFlowNode>[], id: string): Point | null {
  const change = changes.find((candidate) => candidate.type === 'position' && candidate.id === id);
  return (change?.type === 'position' && change.position) || null;
}
