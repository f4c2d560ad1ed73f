import { useMemo } from 'react';
import {
  COMPONENT_GROUP_NAMES,
  COMPONENT_KINDS,
  componentOf,
  isComponentKind,
  type ComponentKind,
} from '#shared/domain/ml-components.ts';
import { ComponentIcon } from './component-icon.tsx';
import { Picker, type PickerItem } from './picker.tsx';
import { STRINGS } from './strings.ts';

const RECENT_KEY = 'dryrun.canvas.recent';
const RECENT_COUNT = 5;

/** Search-as-you-type list of everything that can be put on the board, the last five used on top. */
export function InsertPalette({
  onPick,
  onClose,
  className,
}: {
  readonly onPick: (kind: ComponentKind) => void;
  readonly onClose: () => void;
  readonly className?: string | undefined;
}) {
  const items = useMemo(
    () => [...readRecent().map((kind) => toItem(kind, STRINGS.palette.recent)), ...ALL_ITEMS],
    [],
  );
  return (
    <Picker
      title={STRINGS.palette.title}
      placeholder={STRINGS.palette.placeholder}
      hint={STRINGS.palette.hint}
      emptyText={STRINGS.palette.empty}
      items={items}
      className={className}
      onClose={onClose}
      onPick={({ value: kind }) => {
        if (!isComponentKind(kind)) return;
        writeRecent(kind);
        onPick(kind);
      }}
    />
  );
}

function toItem(kind: ComponentKind, group: string): PickerItem {
  const { name, keywords } = componentOf(kind);
  return { value: kind, name, group, keywords, icon: <ComponentIcon kind={kind} /> };
}

const ALL_ITEMS = COMPONENT_KINDS.map((kind) => toItem(kind, COMPONENT_GROUP_NAMES[componentOf(kind).group]));

function readRecent(): readonly ComponentKind[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(RECENT_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isComponentKind).slice(0, RECENT_COUNT) : [];
  } catch {
    // Storage may be closed to us or hold something else; the list works without it.
    return [];
  }
}

function writeRecent(kind: ComponentKind): void {
  try {
    const recent = [kind, ...readRecent().filter((known) => known !== kind)].slice(0, RECENT_COUNT);
    localStorage.setItem(RECENT_KEY, JSON.stringify(recent));
  } catch {
    // As above: remembering is a convenience.
  }
}
