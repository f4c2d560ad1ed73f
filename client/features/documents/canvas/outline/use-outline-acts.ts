import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { layoutCard } from '#shared/domain/board-card.ts';
import { findLanePlaceFor, type LanePlaceRequest } from '#shared/domain/board-lane-place.ts';
import type { BoardModel, BoardNode, Flow, Point } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { findLanePlace } from '#shared/domain/board-placement.ts';
import { componentOf, type ComponentKind } from '#shared/domain/ml-components.ts';
import {
  beginGesture,
  connect,
  createNode,
  deleteItems,
  moveNodes,
  resizeNode,
  reverseEdge,
  setFlow,
  setQualifier,
  type CanvasGesture,
} from '#shared/documents/canvas-writers.ts';
import { useBoardActs } from '../board-context.ts';
import { OUTLINE_STRINGS } from './outline-strings.ts';
import { STRINGS } from '../strings.ts';

/** The searchable list that is open over the outline. */
export type OutlinePicker =
  | {
      readonly of: 'components';
      readonly laneId: string | null;
      /** The component the new one follows and is connected from. */
      readonly after: BoardNode | null;
    }
  | { readonly of: 'targets'; readonly source: string };

export interface OutlineActsInput {
  readonly model: BoardModel;
  readonly select: (ids: readonly string[]) => void;
  readonly focusRow: (nodeId: string, field?: string) => void;
}

export type OutlineActs = ReturnType<typeof useOutlineActs>['acts'];

/** What the outline can do to the board: the same gestures as on the drawing, without places to aim at. */
export function useOutlineActs({ model, select, focusRow }: OutlineActsInput) {
  const { doc, announce } = useBoardActs();
  const [picker, setPicker] = useState<OutlinePicker | null>(null);
  // An object, so that each time somebody begins to rename can be told from the last.
  const [renaming, setRenaming] = useState<{ readonly id: string } | null>(null);
  const latest = useRef(model);
  useLayoutEffect(() => {
    latest.current = model;
  });

  const acts = useMemo(() => {
    const nodeById = (id: string | null) => latest.current.nodes.find((node) => node.id === id) ?? null;
    const laneName = (laneId: string | null) => {
      const lane = nodeById(laneId);
      return lane ? nameOf(lane) : OUTLINE_STRINGS.outside.toLowerCase();
    };

    const isLaneId = (id: string) => nodeById(id)?.kind.startsWith('lane') === true;

    /** The place for a node in a lane, after a full lane has grown for it within the same gesture. */
    function makeRoom(request: LanePlaceRequest, gesture: CanvasGesture): Point {
      const { spot, lane, moves } = findLanePlaceFor(latest.current, request);
      doc.transact(() => {
        if (lane) resizeNode({ doc, gesture }, lane);
        moveNodes({ doc, gesture }, moves);
      }, gesture);
      return spot;
    }

    function add(kind: ComponentKind, place: { laneId: string | null; after: BoardNode | null }) {
      setPicker(null);
      const current = latest.current;
      const isLane = componentOf(kind).form === 'lane';
      const gesture = beginGesture(STRINGS.gestures.insert);
      const spot = isLane
        ? findLanePlace(current)
        : makeRoom({ ...place, size: layoutCard(draftOf(kind)) }, gesture);
      const id = createNode({ doc, gesture }, { kind, ...spot });
      if (id === null) {
        announce(STRINGS.said.full);
        return;
      }
      if (place.after && !isLane) connect({ doc, gesture }, { source: place.after.id, target: id });
      announce(
        isLane
          ? STRINGS.said.inserted(componentOf(kind).name)
          : OUTLINE_STRINGS.said.added(componentOf(kind).name, laneName(place.laneId)),
      );
      rename(id);
    }

    function rename(id: string) {
      if (!isLaneId(id)) select([id]);
      setRenaming({ id });
    }

    function endRename(
      id: string,
      { isEmpty, isByKey }: { readonly isEmpty: boolean; readonly isByKey: boolean },
    ) {
      setRenaming((current) => (current?.id === id ? null : current));
      // Whoever left the field for another control keeps that focus.
      if (isByKey) focusRow(id, 'opener');
      const node = nodeById(id);
      // A caption without words could not be seen or picked again.
      if (isEmpty && node && componentOf(node.kind).form === 'text') remove(node);
    }

    function connectTo(source: string, target: string) {
      setPicker(null);
      const id = connect({ doc, gesture: beginGesture(STRINGS.gestures.connect) }, { source, target });
      const names = [nodeById(source), nodeById(target)].map((node) => (node ? nameOf(node) : ''));
      const [from = '', to = ''] = names;
      announce(id === null ? STRINGS.said.notConnected : STRINGS.said.connected(from, to));
      focusRow(source);
    }

    function move(node: BoardNode, laneId: string | null) {
      const gesture = beginGesture(OUTLINE_STRINGS.gestures.moveLane);
      const spot = makeRoom({ laneId, size: layoutCard(node), moving: node.id }, gesture);
      moveNodes({ doc, gesture }, new Map([[node.id, spot]]));
      announce(OUTLINE_STRINGS.said.moved(nameOf(node), laneName(laneId)));
    }

    function remove(node: BoardNode) {
      deleteItems({ doc, gesture: beginGesture(STRINGS.gestures.delete) }, [node.id]);
      select([]);
      announce(OUTLINE_STRINGS.said.deleted(nameOf(node)));
    }

    function removeArrow(id: string, words: string) {
      deleteItems({ doc, gesture: beginGesture(STRINGS.gestures.delete) }, [id]);
      announce(OUTLINE_STRINGS.said.arrowDeleted(words));
    }

    return {
      add,
      rename,
      endRename,
      connectTo,
      move,
      remove,
      removeArrow,
      focusRow,
      reverse: (id: string) => reverseEdge({ doc, gesture: beginGesture(STRINGS.gestures.reverse) }, id),
      changeFlow: (id: string, flow: Flow) =>
        setFlow({ doc, gesture: beginGesture(STRINGS.gestures.flow) }, { id, flow }),
      changeQualifier: (change: { readonly id: string; readonly key: string; readonly value: string }) =>
        setQualifier({ doc, gesture: beginGesture(STRINGS.gestures.details) }, change),
      toggle: (id: string, isOpen: boolean) => select(isOpen ? [id] : []),
      pickTarget: (source: string) => setPicker({ of: 'targets', source }),
      pickComponent: (laneId: string | null, after: BoardNode | null = null) =>
        setPicker({ of: 'components', laneId, after }),
      closePicker: () => setPicker(null),
    };
  }, [doc, announce, select, focusRow]);

  return { acts, picker, renaming };
}

function draftOf(kind: ComponentKind): BoardNode {
  return { id: '', kind, x: 0, y: 0, size: null, label: '', colour: null, qualifiers: [] };
}
