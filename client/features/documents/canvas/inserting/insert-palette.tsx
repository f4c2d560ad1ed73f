import { useMemo } from 'react';
import { LayoutTemplate } from 'lucide-react';
import type { SkeletonId } from '#shared/domain/board-skeletons.ts';
import {
  COMPONENT_GROUP_NAMES,
  COMPONENT_KINDS,
  componentOf,
  isComponentKind,
  type ComponentKind,
} from '#shared/domain/ml-components.ts';
import { ComponentIcon } from '../component-icon.tsx';
import { Picker, type PickerItem } from './picker.tsx';
import { isSkeletonId, SKELETON_NAMES } from './skeleton-names.ts';
import { STRINGS } from '../strings.ts';
import iconStyles from '../component-icon.module.css';

const RECENT_KEY = 'dryrun.canvas.recent';
const RECENT_COUNT = 5;

/** Search-as-you-type list of everything that can be put on the board, the last five used on top. */
export function InsertPalette({
  initialQuery,
  onPick,
  onPickSkeleton,
  onClose,
  className,
}: {
  readonly initialQuery?: string | undefined;
  readonly onPick: (kind: ComponentKind) => void;
  /** Left out where only single components fit. */
  readonly onPickSkeleton?: ((id: SkeletonId) => void) | undefined;
  readonly onClose: () => void;
  readonly className?: string | undefined;
}) {
  const hasSkeletons = onPickSkeleton !== undefined;
  const items = useMemo(
    () => [
      ...readRecent().map((kind) => toItem(kind, STRINGS.palette.recent)),
      ...ALL_ITEMS,
      ...(hasSkeletons ? SKELETON_ITEMS : []),
    ],
    [hasSkeletons],
  );
  return (
    <Picker
      title={STRINGS.palette.title}
      placeholder={STRINGS.palette.placeholder}
      hint={STRINGS.palette.hint}
      emptyText={STRINGS.palette.empty}
      items={items}
      initialQuery={initialQuery}
      className={className}
      onClose={onClose}
      onPick={({ value }) => {
        if (isSkeletonId(value)) onPickSkeleton?.(value);
        if (!isComponentKind(value)) return;
        writeRecent(value);
        onPick(value);
      }}
    />
  );
}

function toItem(kind: ComponentKind, group: string): PickerItem {
  const { name, keywords } = componentOf(kind);
  return { value: kind, name, group, keywords, icon: <ComponentIcon kind={kind} /> };
}

const SKELETON_ITEMS = Object.entries(SKELETON_NAMES).map(([value, name]): PickerItem => ({
  value,
  name,
  group: STRINGS.palette.skeletons,
  keywords: 'skeleton template start',
  icon: (
    <span className={iconStyles.tile}>
      <LayoutTemplate size={14} aria-hidden="true" />
    </span>
  ),
}));

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
