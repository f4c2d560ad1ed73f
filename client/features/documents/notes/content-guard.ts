import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import * as Y from 'yjs';

/** Deeper nesting than people make, far from what overflows a recursive renderer. */
const MAX_DEPTH = 40;
/** A cell claiming a billion columns would make every client build that table. */
const MAX_SPAN = 20;

type XmlParent = Y.XmlFragment | Y.XmlElement;

/**
 * Removes what no editor writes and what would break the editor's binding for everybody in the document: values and
 * shared types in place of nodes, embeds in text, bottomless nesting, absurd table spans. Unknown nodes and marks are
 * not its business; the binding drops those by itself.
 */
export function repairNotes(fragment: Y.XmlFragment): void {
  const repairs: (() => void)[] = [];
  // Depth first with an own stack: the nesting may be the very thing that is wrong.
  const open: { node: XmlParent; depth: number }[] = [{ node: fragment, depth: 0 }];
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { node, depth } = entry;
    if (node instanceof Y.XmlElement) repairs.push(...spanRepairs(node));
    // Declared as elements and texts, but an update can carry anything.
    const children: unknown[] = node.toArray();
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child instanceof Y.XmlElement && depth < MAX_DEPTH) open.push({ node: child, depth: depth + 1 });
      else if (!(child instanceof Y.XmlText) || node === fragment || !isPlainText(child)) {
        repairs.push(() => node.delete(index, 1));
      }
    }
  }
  if (repairs.length > 0) fragment.doc?.transact(() => repairs.forEach((repair) => repair()), repairNotes);
}

function isPlainText(node: Y.XmlText): boolean {
  const parts: unknown[] = node.toDelta();
  return parts.every(
    (part) =>
      typeof part === 'object' && part !== null && 'insert' in part && typeof part.insert === 'string',
  );
}

function spanRepairs(node: Y.XmlElement): (() => void)[] {
  return (['colspan', 'rowspan', 'colwidth'] as const)
    .filter((name) => {
      const value: unknown = node.getAttribute(name);
      if (value === undefined) return false;
      return (
        name === 'colwidth' || !(Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_SPAN)
      );
    })
    .map((name) => () => node.removeAttribute(name));
}

/**
 * Keeps the document safe for the binding while the editor lives. Its priority puts it before the binding, so that the
 * repair is done when the binding's own observer reads the document.
 */
export const ContentGuard = Extension.create<{ fragment: Y.XmlFragment | null }>({
  name: 'contentGuard',
  priority: 2000,

  addOptions() {
    return { fragment: null };
  },

  addProseMirrorPlugins() {
    const { fragment } = this.options;
    if (!fragment) return [];
    return [
      new Plugin({
        key: new PluginKey('contentGuard'),
        view: () => {
          const handleChange = (_events: unknown, transaction: Y.Transaction) => {
            // The own editor only writes what its schema allows.
            if (!transaction.local) repairNotes(fragment);
          };
          repairNotes(fragment);
          fragment.observeDeep(handleChange);
          return { destroy: () => fragment.unobserveDeep(handleChange) };
        },
      }),
    ];
  },
});
