import { useEffect, useMemo, useRef, type RefObject } from 'react';
import type { ReactFlowInstance } from '@xyflow/react';
import type * as Y from 'yjs';
import { layoutCard, rectOf } from '#shared/domain/board-card.ts';
import { BOARD_GRID, findCentre, findLanePlace, findPlace, toGrid } from '#shared/domain/board-placement.ts';
import type { BoardModel, BoardNode, Point } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import type { SkeletonId } from '#shared/domain/board-skeletons.ts';
import { componentOf, type ComponentKind } from '#shared/domain/ml-components.ts';
import { copyNodes } from '#shared/documents/canvas-copy.ts';
import { beginGesture, connect, createNode, deleteItems } from '#shared/documents/canvas-writers.ts';
import { neighbourOfDoomed } from '#shared/domain/board-walk.ts';
import { motionMs } from '#client/ui/motion.ts';
import type { BoardActs, OpenPicker, Tool } from './board-context.ts';
import type { BoardStore } from './board-store.ts';
import { focusItem } from './focus-item.ts';
import type { InkHandRef } from './ink/ink-hand.ts';
import type * as PutSkeleton from './inserting/put-skeleton.ts';
import { STRINGS } from './strings.ts';
import type { BoardFlowEdge, BoardFlowNode } from './use-flow-elements.ts';
import { fitOptionsFor } from './view-controls.tsx';

export interface BoardActsInput {
  readonly doc: Y.Doc;
  readonly store: BoardStore;
  readonly flow: ReactFlowInstance<BoardFlowNode, BoardFlowEdge>;
  readonly root: RefObject<HTMLElement | null>;
  readonly isReadOnly: boolean;
  readonly ink: InkHandRef;
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
  readonly setEditingId: (change: (current: string | null) => string | null) => void;
  readonly setTool: (tool: Tool) => void;
  readonly setPicker: (picker: OpenPicker | null) => void;
  readonly announce: (text: string) => void;
}

/** Everything a person can do to the board, as functions that keep their identity. */
export function useBoardActs(input: BoardActsInput): BoardActs {
  const { doc, store, flow, root, ink, isReadOnly, select, setEditingId, setTool, setPicker, announce } =
    input;
  const selected = useRef(input.selected);
  useEffect(() => {
    selected.current = input.selected;
  });

  return useMemo<BoardActs>(() => {
    function startEditing(nodeId: string) {
      if (isReadOnly) return;
      select([nodeId]);
      setEditingId(() => nodeId);
    }

    function stopEditing(nodeId: string) {
      setEditingId((current) => (current === nodeId ? null : current));
      requestAnimationFrame(() => {
        // Whoever left the field for another control keeps that focus.
        if (document.activeElement === document.body || document.activeElement === null)
          focusItem(root.current, nodeId);
      });
    }

    function insert(
      kind: ComponentKind,
      { at = null, connectFrom = null }: { at?: Point | null; connectFrom?: string | null } = {},
    ) {
      if (isReadOnly) return;
      const model = store.getSnapshot();
      const place = placeFor(kind, {
        model,
        at,
        anchor: anchorOf(model, { selected: selected.current, root: root.current }),
      });
      const gesture = beginGesture(STRINGS.gestures.insert);
      const id = createNode({ doc, gesture }, { kind, ...place });
      setTool({ name: 'select' });
      setPicker(null);
      if (id === null) {
        announce(STRINGS.said.full);
        return;
      }
      if (connectFrom !== null) connect({ doc, gesture }, { source: connectFrom, target: id });
      announce(STRINGS.said.inserted(componentOf(kind).name));
      startEditing(id);
      reveal(id);
    }

    function placeFor(
      kind: ComponentKind,
      where: { model: BoardModel; at: Point | null; anchor: BoardNode | null },
    ): Point {
      const size = layoutCard(draftOf(kind));
      if (componentOf(kind).form === 'lane') return findLanePlace(where.model);
      if (where.at) return { x: toGrid(where.at.x - size.w / 2), y: toGrid(where.at.y - size.h / 2) };
      const box = root.current?.getBoundingClientRect() ?? new DOMRect();
      const start = flow.screenToFlowPosition({ x: box.left, y: box.top });
      const end = flow.screenToFlowPosition({ x: box.right, y: box.bottom });
      const centre = findCentre(where.model, {
        kind,
        view: { ...start, w: end.x - start.x, h: end.y - start.y },
      });
      return findPlace(where.model, { size, centre, beside: where.anchor ? rectOf(where.anchor) : null });
    }

    /** Brings a new node into sight when it was put outside the view. */
    function reveal(id: string) {
      requestAnimationFrame(() => {
        const node = flow.getInternalNode(id);
        const box = root.current?.getBoundingClientRect();
        if (!node || !box) return;
        const { x, y } = node.internals.positionAbsolute;
        const { width = 0, height = 0 } = node.measured;
        const start = flow.flowToScreenPosition({ x, y });
        const end = flow.flowToScreenPosition({ x: x + width, y: y + height });
        const isInSight =
          start.x >= box.left && start.y >= box.top && end.x <= box.right && end.y <= box.bottom;
        if (!isInSight)
          void flow.setCenter(x + width / 2, y + height / 2, {
            zoom: flow.getZoom(),
            duration: motionMs(150),
          });
      });
    }

    function connectNodes(source: string, target: string) {
      if (isReadOnly) return;
      setTool({ name: 'select' });
      setPicker(null);
      const id = connect({ doc, gesture: beginGesture(STRINGS.gestures.connect) }, { source, target });
      const names = new Map(store.getSnapshot().nodes.map((node) => [node.id, nameOf(node)]));
      announce(
        id === null
          ? STRINGS.said.notConnected
          : STRINGS.said.connected(names.get(source) ?? '', names.get(target) ?? ''),
      );
      if (id !== null) select([id]);
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) focusItem(root.current, source);
      });
    }

    function remove(ids: readonly string[]) {
      if (isReadOnly || ids.length === 0) return;
      const active = document.activeElement;
      const heir = neighbourOfDoomed(store.getSnapshot(), new Set(ids));
      deleteItems({ doc, gesture: beginGesture(STRINGS.gestures.delete) }, ids);
      select([]);
      announce(STRINGS.said.deleted(ids.length));
      // The tool that was pressed keeps the keyboard; what is gone hands it on, if it was reached by keyboard.
      if (active?.closest('[role="toolbar"]')) return;
      const isHandedOn = active?.matches(':focus-visible') && heir !== null && focusItem(root.current, heir);
      if (!isHandedOn) root.current?.focus({ preventScroll: true });
    }

    function duplicate(ids: readonly string[]) {
      if (isReadOnly) return;
      const model = store.getSnapshot();
      const offset = BOARD_GRID * 3;
      const copy = ink.current?.copy ?? copyNodes;
      const copies = copy({ doc, gesture: beginGesture(STRINGS.gestures.duplicate) }, model, {
        ids,
        dx: offset,
        dy: offset,
      });
      if (copies.size === 0) {
        if ([...model.nodes, ...model.strokes].some(({ id }) => ids.includes(id)))
          announce(STRINGS.said.full);
        return;
      }
      select([...copies.values()]);
      announce(STRINGS.said.duplicated(copies.size));
    }

    function insertSkeleton(id: SkeletonId) {
      if (isReadOnly) return;
      setTool({ name: 'select' });
      setPicker(null);
      const put = ({ putSkeleton }: typeof PutSkeleton) => {
        announce(putSkeleton({ doc, model: store.getSnapshot(), id }));
        select([]);
        root.current?.focus({ preventScroll: true });
        // One frame later React Flow knows the new nodes.
        requestAnimationFrame(() => void flow.fitView(fitOptionsFor(root.current?.clientWidth ?? 0)));
      };
      import('./inserting/put-skeleton.ts').then(put, () => announce(STRINGS.said.notLoaded));
    }

    return {
      doc,
      isReadOnly,
      startEditing,
      stopEditing,
      insert,
      connectNodes,
      remove,
      duplicate,
      insertSkeleton,
      setTool,
      setPicker,
      announce,
    };
  }, [doc, store, flow, root, ink, isReadOnly, select, setEditingId, setTool, setPicker, announce]);
}

/** The node new things are put beside: the focused one, else the only selected one. */
export function anchorOf(
  model: BoardModel,
  { selected, root }: { selected: ReadonlySet<string>; root: HTMLElement | null },
): BoardNode | null {
  const focused = focusedNodeId(root);
  const ids = focused === null ? [...selected] : [focused];
  const nodes = model.nodes.filter((node) => ids.includes(node.id) && componentOf(node.kind).form !== 'lane');
  return nodes.length === 1 ? (nodes[0] ?? null) : null;
}

/** Id of the node that has keyboard focus, or null. */
export function focusedNodeId(root: HTMLElement | null): string | null {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !root?.contains(active) || !active.matches('.react-flow__node'))
    return null;
  return active.dataset['id'] ?? null;
}

function draftOf(kind: ComponentKind): BoardNode {
  return { id: '', kind, x: 0, y: 0, size: null, label: '', colour: null, qualifiers: [] };
}
