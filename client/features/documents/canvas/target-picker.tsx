import { useMemo } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import { ComponentIcon } from './component-icon.tsx';
import { Picker } from './picker.tsx';
import { STRINGS } from './strings.ts';

/** The keyboard's way to draw an arrow: choose where it leads from a list. */
export function TargetPicker({
  model,
  source,
  onPick,
  onClose,
  className,
}: {
  readonly model: BoardModel;
  readonly source: string;
  readonly onPick: (target: string) => void;
  readonly onClose: () => void;
  readonly className?: string | undefined;
}) {
  const items = useMemo(
    () =>
      model.nodes
        .filter((node) => componentOf(node.kind).form !== 'lane')
        // A loop back to itself is possible, and the last thing people look for.
        .sort((a, b) => Number(a.id === source) - Number(b.id === source))
        .map((node) => {
          const kind = componentOf(node.kind);
          return {
            value: node.id,
            name: nameOf(node),
            group: STRINGS.targets.group,
            keywords: `${kind.name} ${node.id}`,
            icon: <ComponentIcon kind={node.kind} />,
          };
        }),
    [model.nodes, source],
  );
  const from = model.nodes.find((node) => node.id === source);
  return (
    <Picker
      title={STRINGS.targets.title(from ? nameOf(from) : '')}
      placeholder={STRINGS.targets.placeholder}
      hint={STRINGS.targets.hint}
      emptyText={() => STRINGS.targets.empty}
      items={items}
      className={className}
      onClose={onClose}
      onPick={({ value }) => onPick(value)}
    />
  );
}
