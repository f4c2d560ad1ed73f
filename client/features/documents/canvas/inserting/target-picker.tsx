import { useMemo } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { nameOf, outlineOf } from '#shared/domain/board-outline.ts';
import { ComponentIcon } from '../component-icon.tsx';
import { Picker } from './picker.tsx';
import { STRINGS } from '../strings.ts';

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
  const items = useMemo(() => {
    const sections = outlineOf(model);
    const targets = sections.flatMap(({ laneId, title, items: members }) =>
      members.map(({ node, name, kind }) => ({
        value: node.id,
        name,
        // Components of one name are told apart by where they stand.
        group: laneId === null && sections.length === 1 ? STRINGS.targets.group : title,
        keywords: `${kind} ${node.id}`,
        icon: <ComponentIcon kind={node.kind} />,
      })),
    );
    // A loop back to itself is possible, and the last thing people look for.
    const itself = targets.find(({ value }) => value === source);
    return [
      ...targets.filter(({ value }) => value !== source),
      ...(itself ? [{ ...itself, group: STRINGS.targets.itself }] : []),
    ];
  }, [model, source]);
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
