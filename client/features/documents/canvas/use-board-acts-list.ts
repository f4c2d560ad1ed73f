import { usePageActs, type PageAct } from '#client/platform/shortcuts.ts';
import { STRINGS } from './strings.ts';

export interface BoardActsListInput {
  /** False for those who only look on. */
  readonly isOn: boolean;
  readonly areShortcutsOn: boolean;
  readonly insert: () => void;
  readonly connect: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly fit: () => void;
  readonly outline: () => void;
  readonly hand: () => void;
  readonly selectAll: () => void;
  readonly duplicate: () => void;
  readonly draw: () => void;
  /** Nothing of it is kept, so those who only look on may point as well. */
  readonly laser: () => void;
}

/**
 * The board in the list of shortcuts and in the command palette. Its keys are handled by the board, which knows whether
 * it has focus; so what has a key is only listed, and what the palette runs is registered beside it.
 */
export function useBoardActsList(input: BoardActsListInput): void {
  const { isOn, areShortcutsOn, insert, connect, undo, redo, fit, outline } = input;
  const { hand, selectAll, duplicate, draw, laser } = input;
  const { tools, view, group } = STRINGS;
  const keys: readonly (readonly [string, string])[] = [
    ['V', tools.select],
    ['H', tools.hand],
    ['C', tools.connect],
    ['/', tools.insert],
    ['T', tools.text],
    ['S', tools.sticky],
    ['B', tools.box],
    ['P', tools.pen],
    ['M', tools.highlighter],
    ['E', tools.eraser],
  ];
  const runs: readonly (readonly [id: string, label: string, run: () => void])[] = [
    ['insert', tools.insert, insert],
    ['connect', tools.connect, connect],
    ['hand', tools.hand, hand],
    ['select-all', tools.selectAll, selectAll],
    ['duplicate', tools.duplicate, duplicate],
    ['draw', tools.draw, draw],
    ['undo', tools.undo, undo],
    ['redo', tools.redo, redo],
  ];
  usePageActs([
    ...(isOn && areShortcutsOn
      ? keys.map(([key, label]): PageAct => ({ id: `board.key-${key}`, label, group, keys: key }))
      : []),
    ...(isOn
      ? [
          { id: 'board.key-undo', label: tools.undo, group, keys: 'Mod+Z' },
          { id: 'board.key-redo', label: tools.redo, group, keys: 'Mod+Shift+Z' },
          { id: 'board.key-select-all', label: tools.selectAll, group, keys: 'Mod+A' },
          { id: 'board.key-duplicate', label: tools.duplicate, group, keys: 'Mod+D' },
          { id: 'board.key-delete', label: tools.delete, group, keys: 'Del' },
          ...runs.map(([id, label, run]) => ({ id: `board.${id}`, label, group, run })),
        ]
      : []),
    ...(areShortcutsOn ? [{ id: 'board.key-L', label: tools.laser, group, keys: 'L' }] : []),
    { id: 'board.laser', label: tools.laser, group, run: laser },
    { id: 'board.key-fit', label: view.fit, group, keys: 'Shift+1' },
    { id: 'board.fit', label: view.fit, group, run: fit },
    { id: 'board.outline', label: `${STRINGS.outline.show} / ${STRINGS.outline.draw}`, group, run: outline },
  ]);
}
