import { useEffect, useRef, type RefObject } from 'react';
import type * as Y from 'yjs';
import { edgesOf, nodesOf } from '#shared/documents/canvas.ts';
import type { PresenceChannel } from '../presence-channel.ts';

export interface EditingInput {
  readonly doc: Y.Doc;
  readonly presence: PresenceChannel;
  readonly root: RefObject<HTMLElement | null>;
  /** Somebody else deleted the item while its label was open; `text` is what stood in the field. */
  readonly onLost: (lost: { readonly id: string; readonly text: string }) => void;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Tells the others whose label is open here, and notices when that item is deleted under one's hands. */
export function useEditing({ doc, presence, root, onLost }: EditingInput): void {
  const latestOnLost = useRef(onLost);
  useEffect(() => {
    latestOnLost.current = onLost;
  });
  useEffect(() => {
    const board = root.current;
    let open: { readonly id: string; readonly field: Field } | null = null;

    function look() {
      const field = document.activeElement;
      const id = isField(field) && board?.contains(field) ? field.dataset['editing'] : undefined;
      open = isField(field) && id !== undefined ? { id, field } : null;
      presence.update({ editing: open?.id ?? null });
    }
    // Focus has not arrived anywhere yet while it leaves.
    const lookSoon = () => queueMicrotask(look);

    const roots = [nodesOf(doc), edgesOf(doc)];
    const handleItems = (event: Y.YMapEvent<unknown>, { local }: Y.Transaction) => {
      if (!open || !event.keysChanged.has(open.id) || roots.some((items) => open && items.has(open.id)))
        return;
      const { id, field } = open;
      open = null;
      presence.update({ editing: null });
      // The field still holds what was typed: React has not taken it away yet.
      if (!local) latestOnLost.current({ id, text: field.value });
    };

    board?.addEventListener('focusin', look);
    board?.addEventListener('focusout', lookSoon);
    for (const items of roots) items.observe(handleItems);
    return () => {
      board?.removeEventListener('focusin', look);
      board?.removeEventListener('focusout', lookSoon);
      for (const items of roots) items.unobserve(handleItems);
      presence.update({ editing: null });
    };
  }, [doc, presence, root]);
}

function isField(element: Element | null): element is Field {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}
