import type { RefObject } from 'react';
import type { ReactFlowInstance } from '@xyflow/react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { BoardActs, Tool } from './board-context.ts';
import { focusedNodeId } from './use-board-acts.ts';
import { useBoardActsList } from './use-board-acts-list.ts';
import { useBoardShortcuts, type ShortcutMap } from './use-board-shortcuts.ts';
import type { BoardFlowEdge, BoardFlowNode } from './use-flow-elements.ts';
import type { BoardHistory } from './use-history.ts';
import { fitOptionsFor } from './view-controls.tsx';

export interface BoardKeysInput {
  readonly root: RefObject<HTMLElement | null>;
  readonly flow: ReactFlowInstance<BoardFlowNode, BoardFlowEdge>;
  readonly model: BoardModel;
  readonly tool: Tool;
  readonly selectedIds: readonly string[];
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
  readonly acts: BoardActs;
  readonly history: BoardHistory;
  readonly isReadOnly: boolean;
  /** Single-key shortcuts can be switched off; Delete, arrows and undo stay. */
  readonly areShortcutsOn: boolean;
  readonly startConnecting: () => void;
  readonly pickForConnection: (nodeId: string) => void;
  readonly toggleOutline: () => void;
}

/** Every key of the board, and the same acts in the command palette. */
export function useBoardKeys(input: BoardKeysInput): void {
  const { root, flow, model, tool, selectedIds, selected, select, acts, history } = input;
  const { isReadOnly, areShortcutsOn, startConnecting, pickForConnection, toggleOutline } = input;
  const { setTool, setPicker } = acts;

  function handleEnter(event: KeyboardEvent) {
    const focused = focusedNodeId(root.current);
    if (tool.name === 'place') acts.insert(tool.kind);
    else if (focused === null) return;
    else if (tool.name === 'connect') pickForConnection(focused);
    else if (selected.has(focused)) acts.startEditing(focused);
    else return;
    event.preventDefault();
  }

  function handleEscape() {
    if (tool.name !== 'select') setTool({ name: 'select' });
    else select([]);
  }

  function handleRename() {
    const anchor = focusedNodeId(root.current) ?? (selectedIds.length === 1 ? selectedIds[0] : undefined);
    if (anchor !== undefined && model.nodes.some(({ id }) => id === anchor)) acts.startEditing(anchor);
  }

  const fit = () => void flow.fitView(fitOptionsFor(root.current?.clientWidth ?? 0));
  const openPalette = () => setPicker({ of: 'components', at: null, connectFrom: null });
  const place = (kind: 'text' | 'sticky' | 'box') => () => setTool({ name: 'place', kind });

  const drawingKeys: ShortcutMap = {
    v: () => setTool({ name: 'select' }),
    c: startConnecting,
    '/': openPalette,
    t: place('text'),
    s: place('sticky'),
    b: place('box'),
  };
  const editingKeys: ShortcutMap = {
    Delete: () => acts.remove(selectedIds),
    Backspace: () => acts.remove(selectedIds),
    Enter: handleEnter,
    Escape: handleEscape,
    F2: handleRename,
    'Mod+z': (event) => takeOver(event, history.undo),
    'Mod+Shift+z': (event) => takeOver(event, history.redo),
    'Mod+y': (event) => takeOver(event, history.redo),
  };
  const viewKeys: ShortcutMap = {
    '+': () => void flow.zoomIn({ duration: 120 }),
    '=': () => void flow.zoomIn({ duration: 120 }),
    '-': () => void flow.zoomOut({ duration: 120 }),
    '!': fit,
  };
  useBoardShortcuts({ root, isOn: areShortcutsOn && !isReadOnly, shortcuts: drawingKeys });
  useBoardShortcuts({ root, isOn: !isReadOnly, shortcuts: editingKeys });
  useBoardShortcuts({ root, isOn: areShortcutsOn, shortcuts: viewKeys });

  useBoardActsList({
    isOn: !isReadOnly,
    areShortcutsOn,
    insert: openPalette,
    connect: startConnecting,
    undo: history.undo,
    redo: history.redo,
    fit,
    outline: toggleOutline,
  });
}

function takeOver(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}
