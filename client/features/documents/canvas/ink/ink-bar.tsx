import type { CSSProperties, ReactNode } from 'react';
import { Panel, useStore as useFlowStore } from '@xyflow/react';
import { Eraser, Highlighter, Laser, Pen } from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { BOARD_COLOURS, type BoardColour, type StrokeKind } from '#shared/domain/board-model.ts';
import { useStore } from '#client/platform/store.ts';
import { classNames } from '#client/ui/class-names.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { useBoardActs, type InkToolName } from '../board-context.ts';
import { INK_WIDTHS, inkPreference, type InkChoice } from './ink-preference.ts';
import { fillOf } from './ink-strokes.tsx';
import { INK_STRINGS } from './ink-strings.ts';
import { INSPECTOR_STRINGS } from '../inspecting/inspector-strings.ts';
import { STRINGS } from '../strings.ts';
import { isNarrowBoard } from '../view-controls.tsx';
import styles from './ink-bar.module.css';

const TOOLS = [
  { name: 'pen', label: STRINGS.tools.pen, icon: <Pen />, shortcut: 'P' },
  { name: 'highlighter', label: STRINGS.tools.highlighter, icon: <Highlighter />, shortcut: 'M' },
  { name: 'eraser', label: STRINGS.tools.eraser, icon: <Eraser />, shortcut: 'E' },
  { name: 'laser', label: STRINGS.tools.laser, icon: <Laser />, shortcut: 'L' },
] as const satisfies readonly { name: InkToolName; label: string; icon: ReactNode; shortcut: string }[];

/** A highlighter in the colour of text would only make things grey. */
const COLOURS = {
  pen: [null, ...BOARD_COLOURS],
  highlighter: BOARD_COLOURS,
} as const satisfies Record<StrokeKind, readonly (BoardColour | null)[]>;

export interface InkBarProps {
  readonly tool: InkToolName;
  readonly isReadOnly: boolean;
}

/** Which drawing tool is on, and what it draws with. */
export function InkBar({ tool, isReadOnly }: InkBarProps) {
  const { setTool } = useBoardActs();
  const isAcross = useFlowStore((state) => isNarrowBoard(state.width));
  const tools = isReadOnly ? TOOLS.filter(({ name }) => name === 'laser') : TOOLS;
  return (
    <Panel position="top-center" className={classNames(styles.bar, isAcross && styles.below)}>
      <div className={styles.group} role="group" aria-label={INK_STRINGS.bar}>
        {tools.map(({ name, label, icon, shortcut }) => (
          <IconButton
            key={name}
            size="sm"
            label={label}
            icon={icon}
            shortcut={shortcut}
            tooltipSide="bottom"
            isPressed={name === tool}
            onClick={() => setTool({ name })}
          />
        ))}
      </div>
      <span className={styles.divider} />
      {tool === 'pen' || tool === 'highlighter' ? <StyleChoice kind={tool} /> : null}
      {tool === 'eraser' ? <span className={styles.hint}>{INK_STRINGS.eraserHint}</span> : null}
      {tool === 'laser' ? <span className={styles.hint}>{INK_STRINGS.laserHint}</span> : null}
      <span className={styles.divider} />
      <button type="button" className={styles.done} onClick={() => setTool({ name: 'select' })}>
        {INK_STRINGS.done} <Kbd keys="Esc" />
      </button>
    </Panel>
  );
}

function StyleChoice({ kind }: { readonly kind: StrokeKind }) {
  const choices = useStore(inkPreference);
  const choice = choices[kind];
  const change = (next: Partial<InkChoice>) =>
    inkPreference.set({ ...choices, [kind]: { ...choice, ...next } });
  return (
    <>
      <Choice
        label={INK_STRINGS.colour}
        options={COLOURS[kind].map((colour) => ({
          value: colour ?? 'ink',
          label: colour ? INSPECTOR_STRINGS.colours[colour] : INK_STRINGS.plainInk,
          style: { '--swatch': fillOf({ kind, colour }).fill },
        }))}
        value={choice.colour ?? 'ink'}
        onChange={(value) => change({ colour: BOARD_COLOURS.find((colour) => colour === value) ?? null })}
      />
      <span className={styles.divider} />
      <Choice
        label={INK_STRINGS.width}
        className={styles.widths}
        options={INK_WIDTHS.map((width, index) => ({
          value: width,
          label: INK_STRINGS.widths[width],
          style: { '--dot': `${5 + index * 4}px` },
        }))}
        value={choice.width}
        onChange={(value) => change({ width: INK_WIDTHS.find((width) => width === value) ?? 'medium' })}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly style: CSSProperties;
  }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly className?: string | undefined;
}

/** A row of dots of which one is chosen; one stop for Tab, arrows move the choice. */
function Choice({ label, options, value, onChange, className }: ChoiceProps) {
  return (
    <RadioGroup.Root
      className={classNames(styles.choice, className)}
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={onChange}
    >
      {options.map((option) => (
        <Tooltip key={option.value} content={option.label} side="bottom">
          <RadioGroup.Item
            className={styles.option}
            value={option.value}
            aria-label={option.label}
            style={option.style}
          />
        </Tooltip>
      ))}
    </RadioGroup.Root>
  );
}
