import { useEffect, useRef, type RefObject } from 'react';

export type ShortcutMap = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

/**
 * Single keys for the board. They work while focus is in the board or nowhere, never while somebody types and never with
 * a modifier; `Mod+…` entries are the exception to the last. Keys are `event.key` values, letters in lower case.
 */
export function useBoardShortcuts({
  root,
  shortcuts,
  isOn,
}: {
  readonly root: RefObject<HTMLElement | null>;
  readonly shortcuts: ShortcutMap;
  readonly isOn: boolean;
}): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!isOn) return undefined;
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        event.isComposing ||
        isTyping(event.target) ||
        !belongsTo(root.current, event.target)
      )
        return;
      const name = toName(event);
      if (!name.startsWith('Mod+') && hasOwnKeys(event.target)) return;
      const act = latest.current[name];
      if (!act) return;
      // The act may open a field; the key that opened it must not be typed into it.
      if (name.length === 1) event.preventDefault();
      act(event);
    };
    document.addEventListener('keydown', handleKeyDown);
    return () => document.removeEventListener('keydown', handleKeyDown);
  }, [root, isOn]);
}

function toName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.altKey) return '';
  if (event.ctrlKey || event.metaKey) return event.shiftKey ? `Mod+Shift+${key}` : `Mod+${key}`;
  return key;
}

/** True when keys go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.matches('input, textarea, select, [role="textbox"], [role="combobox"]')
  );
}

/** The outline lies within the board and gives plain keys another meaning. */
function hasOwnKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-own-keys]') !== null;
}

/** True when a key pressed there is meant for the board: it has focus, or nothing has. */
export function belongsTo(root: HTMLElement | null, target: EventTarget | null): boolean {
  return target === document.body || (target instanceof Node && root !== null && root.contains(target));
}
