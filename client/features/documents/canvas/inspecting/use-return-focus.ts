import { useEffect, useState } from 'react';

/**
 * Gives the keyboard back to what had it before this component came, when it goes. Whoever moved focus in the meantime, by
 * a click or because the next field has opened, keeps it.
 */
export function useReturnFocus(): void {
  // Asked for while rendering: a field with `autoFocus` has taken focus before the first effect runs.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Two frames: a field that opens in place of this component focuses itself in the first.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body || !before?.isConnected) return;
          if (before instanceof HTMLElement || before instanceof SVGElement)
            before.focus({ preventScroll: true });
        }),
      );
    },
    [before],
  );
}
