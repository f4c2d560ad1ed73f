import type { RefObject } from 'react';
import type { ReactFlowInstance } from '@xyflow/react';
import type { BoardModel, Point } from '#shared/domain/board-model.ts';
import { motionMs } from '#client/ui/motion.ts';
import type { BoardActs, Tool } from './board-context.ts';
import { focusedItemId } from './focus-item.ts';
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
  /** Moves nodes by steps of the grid. */
  readonly nudge: (ids: readonly string[], steps: Point) => void;
}

/** Every key of the board, and the same acts in the command palette. */
export function useBoardKeys(input: BoardKeysInput): void {
  const { root, flow, model, tool, selectedIds, selected, select, acts, history } = input;
  const { isReadOnly, areShortcutsOn, startConnecting, pickForConnection, toggleOutline } = input;
  const { setTool, setPicker } = acts;

  function handleEnter(event: KeyboardEvent) {
    const focused = focusedItemId(root.current);
    if (tool.name === 'place') acts.insert(tool.kind);
    else if (focused === null) return;
    else if (tool.name === 'connect') pickForConnection(focused);
    else acts.startEditing(focused);
    event.preventDefault();
  }

  function handleEscape() {
    if (tool.name !== 'select') setTool({ name: 'select' });
    else select([]);
  }

  function handleRename() {
    const anchor = focusedItemId(root.current) ?? (selectedIds.length === 1 ? selectedIds[0] : undefined);
    if (anchor !== undefined) acts.startEditing(anchor);
  }

  /** What the keyboard is on goes before what is selected elsewhere. */
  function doomed(): readonly string[] {
    const focused = focusedItemId(root.current);
    const isByKeyboard = document.activeElement?.matches(':focus-visible') === true;
    return focused !== null && isByKeyboard && !selected.has(focused) ? [focused] : selectedIds;
  }

  const fit = () => void flow.fitView(fitOptionsFor(root.current?.clientWidth ?? 0));
  const openPalette = () => setPicker({ of: 'components', at: null, connectFrom: null });
  const selectAll = () => select([...model.nodes, ...model.edges, ...model.strokes].map(({ id }) => id));
  const nudge =
    (x: number, y: number) =>
    (event: KeyboardEvent): void => {
      // React Flow does it for a node in focus; this is for a selection made with a marquee. Panels keep their arrow keys.
      if (event.target !== document.body && event.target !== root.current) return;
      const factor = event.shiftKey ? 4 : 1;
      if (selectedIds.length > 0)
        takeOver(event, () => input.nudge(selectedIds, { x: x * factor, y: y * factor }));
    };
  const place = (kind: 'text' | 'sticky' | 'box') => () => setTool({ name: 'place', kind });

  const drawingKeys: ShortcutMap = {
    v: () => setTool({ name: 'select' }),
    h: () => setTool({ name: 'hand' }),
    c: startConnecting,
    '/': openPalette,
    t: place('text'),
    s: place('sticky'),
    b: place('box'),
    p: () => setTool({ name: 'pen' }),
    m: () => setTool({ name: 'highlighter' }),
    e: () => setTool({ name: 'eraser' }),
  };
  const editingKeys: ShortcutMap = {
    Delete: () => acts.remove(doomed()),
    Backspace: () => acts.remove(doomed()),
    Enter: handleEnter,
    Escape: handleEscape,
    F2: handleRename,
    ArrowLeft: nudge(-1, 0),
    ArrowRight: nudge(1, 0),
    ArrowUp: nudge(0, -1),
    ArrowDown: nudge(0, 1),
    'Mod+a': (event) => takeOver(event, selectAll),
    'Mod+d': (event) => takeOver(event, () => acts.duplicate(selectedIds)),
    'Mod+z': (event) => takeOver(event, history.undo),
    'Mod+Shift+z': (event) => takeOver(event, history.redo),
    'Mod+y': (event) => takeOver(event, history.redo),
  };
  const viewKeys: ShortcutMap = {
    '+': () => void flow.zoomIn({ duration: motionMs(120) }),
    '=': () => void flow.zoomIn({ duration: motionMs(120) }),
    '-': () => void flow.zoomOut({ duration: motionMs(120) }),
    '!': fit,
    l: () => setTool({ name: 'laser' }),
  };
  useBoardShortcuts({ root, isOn: areShortcutsOn && !isReadOnly, shortcuts: drawingKeys });
  useBoardShortcuts({ root, isOn: !isReadOnly, shortcuts: editingKeys });
  useBoardShortcuts({ root, isOn: areShortcutsOn, shortcuts: viewKeys });
  useBoardShortcuts({ root, isOn: isReadOnly, shortcuts: { Escape: handleEscape } });

  useBoardActsList({
    isOn: !isReadOnly,
    areShortcutsOn,
    insert: openPalette,
    connect: startConnecting,
    undo: history.undo,
    redo: history.redo,
    fit,
    outline: toggleOutline,
    hand: () => setTool({ name: 'hand' }),
    selectAll,
    duplicate: () => acts.duplicate(selectedIds),
    draw: () => setTool({ name: 'pen' }),
    laser: () => setTool({ name: 'laser' }),
  });
}

function takeOver(event: KeyboardEvent, act: () => void): void {
  event.preventDefault();
  act();
}
