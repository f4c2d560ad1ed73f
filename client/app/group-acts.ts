import type { PageAct } from '#client/platform/shortcuts.ts';
import { appStrings as strings } from './strings.ts';

/** Acts under their headings: the page's own first, the general ones last. */
export function groupActs(acts: readonly PageAct[]): [title: string, acts: PageAct[]][] {
  const groups = new Map<string, PageAct[]>();
  for (const act of acts) {
    const group = groups.get(act.group);
    if (group) group.push(act);
    else groups.set(act.group, [act]);
  }
  return [...groups].sort(([a], [b]) => Number(a === strings.general) - Number(b === strings.general));
}
