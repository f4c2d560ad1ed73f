import { createContext, useContext } from 'react';
import type * as Y from 'yjs';
import type { Point } from '#shared/domain/board-model.ts';
import type { SkeletonId } from '#shared/domain/board-skeletons.ts';
import type { ComponentKind } from '#shared/domain/ml-components.ts';

/** What a click on the board does. */
export type Tool =
  | { readonly name: 'select' }
  | { readonly name: 'connect'; readonly source: string | null }
  | { readonly name: 'place'; readonly kind: ComponentKind }
  | { readonly name: 'hand' | InkToolName };

/** Tools that work on a layer of their own, fetched when the first of them is taken. */
const INK_TOOLS = ['pen', 'highlighter', 'eraser', 'laser'] as const;
export type InkToolName = (typeof INK_TOOLS)[number];

export function isInkTool(tool: Tool): tool is { readonly name: InkToolName } {
  return INK_TOOLS.some((name) => name === tool.name);
}

/** The searchable list that is open over the board, if any. */
export type OpenPicker =
  | {
      readonly of: 'components';
      /** Where the new node goes, its middle; null leaves it to the board. */
      readonly at: Point | null;
      /** The node an arrow to the new one starts at: the arrow was dropped on an empty place. */
      readonly connectFrom: string | null;
      /** What is searched for at first. */
      readonly query?: string;
    }
  | { readonly of: 'targets'; readonly source: string };

/** What nodes, arrows and panels may ask of the board. All functions keep their identity. */
export interface BoardActs {
  readonly doc: Y.Doc;
  readonly isReadOnly: boolean;
  readonly startEditing: (nodeId: string) => void;
  /** Ends editing and gives the keyboard back to the node. */
  readonly stopEditing: (nodeId: string) => void;
  readonly insert: (
    kind: ComponentKind,
    place?: { readonly at?: Point | null; readonly connectFrom?: string | null },
  ) => void;
  readonly connectNodes: (source: string, target: string) => void;
  readonly remove: (ids: readonly string[]) => void;
  /** Puts copies beside nodes, with the arrows among them, and selects the copies. */
  readonly duplicate: (ids: readonly string[]) => void;
  readonly insertSkeleton: (id: SkeletonId) => void;
  readonly setTool: (tool: Tool) => void;
  readonly setPicker: (picker: OpenPicker | null) => void;
  readonly announce: (text: string) => void;
}

export const BoardActsContext = createContext<BoardActs | null>(null);

export function useBoardActs(): BoardActs {
  const acts = useContext(BoardActsContext);
  if (!acts) throw new Error('This component belongs inside a Board.');
  return acts;
}
