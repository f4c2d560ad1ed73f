import {
  Hand,
  MousePointer2,
  MoveUpRight,
  PenLine,
  Plus,
  RectangleHorizontal,
  Redo2,
  Square,
  StickyNote,
  Trash2,
  Type,
  Undo2,
} from 'lucide-react';
import { useStore } from '@xyflow/react';
import { memo, useRef, type MouseEvent } from 'react';
import type { ComponentKind } from '#shared/domain/ml-components.ts';
import { classNames } from '#client/ui/class-names.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { useRovingFocus } from '#client/ui/use-roving-focus.ts';
import { isInkTool, useBoardActs, type Tool } from './board-context.ts';
import { STRINGS } from './strings.ts';
import styles from './tool-strip.module.css';
import { isNarrowBoard } from './view-controls.tsx';

const PLACEABLE = [
  { kind: 'text', label: STRINGS.tools.text, icon: <Type />, shortcut: 'T' },
  { kind: 'sticky', label: STRINGS.tools.sticky, icon: <StickyNote />, shortcut: 'S' },
  { kind: 'box', label: STRINGS.tools.box, icon: <Square />, shortcut: 'B' },
  { kind: 'lane', label: STRINGS.tools.lane, icon: <RectangleHorizontal />, shortcut: undefined },
] as const satisfies readonly {
  kind: ComponentKind;
  label: string;
  icon: unknown;
  shortcut: string | undefined;
}[];

export interface ToolStripProps {
  readonly tool: Tool;
  readonly isPaletteOpen: boolean;
  readonly selectedIds: readonly string[];
  readonly history: {
    readonly canUndo: boolean;
    readonly canRedo: boolean;
    readonly undo: () => void;
    readonly redo: () => void;
  };
}

/** The tools at the board's left edge; along its top where a column would cover what is drawn. */
export const ToolStrip = memo(function ToolStrip({
  tool,
  isPaletteOpen,
  selectedIds,
  history,
}: ToolStripProps) {
  const { setTool, setPicker, insert, remove } = useBoardActs();
  const isAcross = useStore((state) => isNarrowBoard(state.width));
  const tooltipSide = isAcross ? 'bottom' : 'right';
  const strip = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(strip, isAcross ? 'horizontal' : 'vertical');

  function handlePlace(kind: ComponentKind, event: MouseEvent) {
    // A press by keyboard has no pointer to aim with: the node goes where there is room. So does a lane, always.
    if (event.detail === 0 || kind === 'lane') insert(kind);
    else setTool(tool.name === 'place' && tool.kind === kind ? { name: 'select' } : { name: 'place', kind });
  }

  return (
    <div
      {...roving}
      ref={strip}
      className={classNames(styles.strip, isAcross && styles.across)}
      role="toolbar"
      aria-label={STRINGS.tools.strip}
      aria-orientation={isAcross ? 'horizontal' : 'vertical'}
    >
      <IconButton
        label={STRINGS.tools.select}
        icon={<MousePointer2 />}
        shortcut="V"
        tooltipSide={tooltipSide}
        isPressed={tool.name === 'select'}
        onClick={() => setTool({ name: 'select' })}
      />
      {isAcross ? null : (
        <IconButton
          label={STRINGS.tools.hand}
          icon={<Hand />}
          shortcut="H"
          tooltipSide={tooltipSide}
          isPressed={tool.name === 'hand'}
          onClick={() => setTool({ name: tool.name === 'hand' ? 'select' : 'hand' })}
        />
      )}
      <IconButton
        label={STRINGS.tools.connect}
        icon={<MoveUpRight />}
        shortcut="C"
        tooltipSide={tooltipSide}
        isPressed={tool.name === 'connect'}
        onClick={() =>
          setTool(tool.name === 'connect' ? { name: 'select' } : { name: 'connect', source: null })
        }
      />
      <hr className={styles.rule} />
      <IconButton
        label={STRINGS.tools.insert}
        icon={<Plus />}
        shortcut="/"
        tooltipSide={tooltipSide}
        className={styles.insert}
        aria-haspopup="dialog"
        aria-expanded={isPaletteOpen}
        onClick={() => setPicker(isPaletteOpen ? null : { of: 'components', at: null, connectFrom: null })}
      />
      {(isAcross ? PLACEABLE.filter(({ kind }) => kind !== 'lane' && kind !== 'box') : PLACEABLE).map(
        ({ kind, label, icon, shortcut }) => (
          <IconButton
            key={kind}
            label={label}
            icon={icon}
            shortcut={shortcut}
            tooltipSide={tooltipSide}
            isPressed={kind === 'lane' ? undefined : tool.name === 'place' && tool.kind === kind}
            onClick={(event) => handlePlace(kind, event)}
          />
        ),
      )}
      <IconButton
        label={STRINGS.tools.draw}
        icon={<PenLine />}
        shortcut="P"
        tooltipSide={tooltipSide}
        isPressed={isInkTool(tool)}
        onClick={() => setTool({ name: isInkTool(tool) ? 'select' : 'pen' })}
      />
      <hr className={styles.rule} />
      <IconButton
        label={STRINGS.tools.undo}
        icon={<Undo2 />}
        shortcut="Mod+Z"
        tooltipSide={tooltipSide}
        aria-disabled={!history.canUndo}
        onClick={history.undo}
      />
      <IconButton
        label={STRINGS.tools.redo}
        icon={<Redo2 />}
        shortcut="Mod+Shift+Z"
        tooltipSide={tooltipSide}
        aria-disabled={!history.canRedo}
        onClick={history.redo}
      />
      {/* A narrow strip has no room for it; what is selected has a button of its own. */}
      {isAcross ? null : (
        <IconButton
          label={STRINGS.tools.delete}
          icon={<Trash2 />}
          shortcut="Del"
          tooltipSide={tooltipSide}
          aria-disabled={selectedIds.length === 0}
          onClick={() => remove(selectedIds)}
        />
      )}
    </div>
  );
});
