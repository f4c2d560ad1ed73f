import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalSpaceBetween,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalSpaceBetween,
  Copy,
  Trash2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import {
  ALIGNMENTS,
  DISTRIBUTIONS,
  type Alignment,
  type Distribution,
} from '#shared/domain/board-arrange.ts';
import { rectOf } from '#shared/domain/board-card.ts';
import { unionOf } from '#shared/domain/board-geometry.ts';
import type { BoardModel, BoardNode, BoardStroke } from '#shared/domain/board-model.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { useBoardActs } from '../board-context.ts';
import { ColourSwatches } from '../inspecting/colour-swatches.tsx';
import { InspectorFrame } from '../inspecting/inspector-frame.tsx';
import { SELECTION_STRINGS as WORDS } from './selection-strings.ts';
import { INSPECTOR_STRINGS } from '../inspecting/inspector-strings.ts';
import { STRINGS } from '../strings.ts';
import { useArrange } from './use-arrange.ts';
import inspector from '../inspecting/inspector.module.css';
import styles from './selection-bar.module.css';

const ALIGN_ICONS = {
  left: <AlignStartVertical />,
  centre: <AlignCenterVertical />,
  right: <AlignEndVertical />,
  top: <AlignStartHorizontal />,
  middle: <AlignCenterHorizontal />,
  bottom: <AlignEndHorizontal />,
} as const satisfies Record<Alignment, ReactNode>;

const DISTRIBUTE_ICONS = {
  horizontally: <AlignHorizontalSpaceBetween />,
  vertically: <AlignVerticalSpaceBetween />,
} as const satisfies Record<Distribution, ReactNode>;

export interface SelectionBarProps {
  readonly model: BoardModel;
  /** The selected nodes: two or more, or fewer beside strokes. */
  readonly nodes: readonly BoardNode[];
  readonly strokes: readonly BoardStroke[];
  readonly selectedIds: readonly string[];
}

/** What can be done with several selected things, near them; the same acts are in the command palette. */
export function SelectionBar({ model, nodes, strokes, selectedIds }: SelectionBarProps) {
  const { duplicate, remove } = useBoardActs();
  const { align, distribute, colour, canDistribute } = useArrange(model, nodes);
  const [first] = nodes;
  const anchor = unionOf([
    ...nodes.map(rectOf),
    ...strokes.flatMap(({ points }) => points.map(({ x, y }) => ({ x, y, w: 0, h: 0 }))),
  ]);
  const count = WORDS.bar(nodes.length + strokes.length);
  const colours = new Set(nodes.map((node) => node.colour));

  usePageActs([
    ...(nodes.length > 1 ? ALIGNMENTS : []).map((alignment) => ({
      id: `board.align-${alignment}`,
      label: WORDS.align[alignment],
      group: WORDS.group,
      run: () => align(alignment),
    })),
    ...(canDistribute
      ? DISTRIBUTIONS.map((distribution) => ({
          id: `board.distribute-${distribution}`,
          label: WORDS.distribute[distribution],
          group: WORDS.group,
          run: () => distribute(distribution),
        }))
      : []),
  ]);

  if (!anchor) return null;
  return (
    <InspectorFrame itemId={first?.id ?? null} anchor={anchor} label={WORDS.acts}>
      {nodes.length > 1 ? (
        <div className={inspector.row}>
          <span className={styles.count}>{count}</span>
          <span className={inspector.divider} />
          {ALIGNMENTS.map((alignment) => (
            <IconButton
              key={alignment}
              size="sm"
              label={WORDS.align[alignment]}
              icon={ALIGN_ICONS[alignment]}
              onClick={() => align(alignment)}
            />
          ))}
          <span className={inspector.divider} />
          {DISTRIBUTIONS.map((distribution) => (
            <IconButton
              key={distribution}
              size="sm"
              label={WORDS.distribute[distribution]}
              icon={DISTRIBUTE_ICONS[distribution]}
              aria-disabled={!canDistribute}
              className={styles.distribute}
              onClick={() => {
                if (canDistribute) distribute(distribution);
              }}
            />
          ))}
        </div>
      ) : null}
      <div className={inspector.row}>
        {nodes.length > 1 ? (
          <ColourSwatches
            label={WORDS.colour}
            value={colours.size === 1 ? ([...colours][0] ?? null) : undefined}
            onPick={colour}
          />
        ) : (
          <span className={styles.count}>{count}</span>
        )}
        <span className={styles.gap} />
        <IconButton
          size="sm"
          label={STRINGS.tools.duplicate}
          icon={<Copy />}
          shortcut="Mod+D"
          onClick={() => duplicate(selectedIds)}
        />
        <IconButton
          size="sm"
          label={INSPECTOR_STRINGS.delete}
          icon={<Trash2 />}
          shortcut="Del"
          onClick={() => remove(selectedIds)}
        />
      </div>
    </InspectorFrame>
  );
}
