import { pageActs, type PageAct } from '#client/platform/shortcuts.ts';
import { useStore } from '#client/platform/store.ts';
import { CommandPalette } from '#client/ui/command-palette.tsx';
import { groupActs } from './group-acts.ts';
import { appStrings as strings } from './strings.ts';

/** Every act of the page that can be run, the page's own before the general ones. */
export function ActPalette({ onOpenChange }: { onOpenChange: (isOpen: boolean) => void }) {
  const acts = useStore(pageActs).filter((act) => act.run && !act.isHiddenInPalette);
  const groups = groupActs(acts);
  return (
    <CommandPalette
      isOpen
      onOpenChange={onOpenChange}
      placeholder={strings.paletteHint}
      groups={groups.map(([title, items]) => ({ id: title, title, items: items.map(toItem) }))}
    />
  );
}

function toItem({ id, label, keys, keywords, run }: PageAct) {
  return { id, label, shortcut: keys, keywords, onSelect: () => run?.() };
}
