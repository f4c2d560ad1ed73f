import { useRef, type RefObject } from 'react';

type FocusStart = {
  /** Takes focus instead of the first control. */
  readonly initialFocusRef?: RefObject<HTMLElement | null> | undefined;
  /** Focuses the panel itself: for reading, where no control is the obvious first. */
  readonly startsAtPanel?: boolean | undefined;
};

// The close button does not count: its tooltip would open with the dialog and swallow the first Escape.
const controlSelector =
  'input:not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled, [data-close]), a[href], [contenteditable="true"], [tabindex="0"]';

// Where the panel opened last returns to, best first. Still there when it closes in favour of another panel, as the
// command palette does: the library reports the closing only after the opening.
let latestOpeners: readonly HTMLElement[] = [];

/**
 * Where focus goes when a dialog opens, and back to what had it when the dialog closes. The dialog library only knows
 * the way back for triggers of its own; our dialogs are opened by state.
 */
export function useDialogFocus({ initialFocusRef, startsAtPanel = false }: FocusStart = {}) {
  const openersRef = useRef<readonly HTMLElement[]>([]);

  return {
    onOpenAutoFocus(event: Event) {
      openersRef.current = findOpeners();
      latestOpeners = openersRef.current;
      const panel = event.currentTarget;
      if (initialFocusRef?.current) {
        event.preventDefault();
        initialFocusRef.current.focus();
      } else if (panel instanceof HTMLElement && (startsAtPanel || !panel.querySelector(controlSelector))) {
        event.preventDefault();
        panel.focus();
      }
    },
    onCloseAutoFocus(event: Event) {
      event.preventDefault();
      // The library reports a closing late, after an animation or a turn of the event loop. Whoever has taken focus by
      // then keeps it: what is being typed must not be sent to the opener.
      if (isFocusFree(event.currentTarget)) {
        openersRef.current.find((opener) => opener.isConnected)?.focus();
      }
      if (latestOpeners === openersRef.current) latestOpeners = [];
      openersRef.current = [];
    },
  };
}

/** Nothing has focus, or only the panel that is going away. */
function isFocusFree(panel: EventTarget | null): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || (panel instanceof Node && panel.contains(focused));
}

/**
 * What has focus now, then what will still be there should that go: the button of its menu, which labels the menu, and
 * the openers of the panel before.
 */
function findOpeners(): readonly HTMLElement[] {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || focused === document.body) return latestOpeners;
  const buttonId = focused.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  const button = buttonId ? document.getElementById(buttonId) : null;
  return [focused, ...(button ? [button] : []), ...latestOpeners];
}
