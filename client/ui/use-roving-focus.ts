import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react';

const CONTROLS = 'button:not(:disabled), input:not(:disabled), select:not(:disabled)';
/** What opens from a toolbar keeps its own Tab stops. */
const NESTED = '[role="dialog"], [role="menu"], [role="listbox"]';

/**
 * Makes a toolbar or a choice one Tab stop (WAI-ARIA toolbar pattern): arrow keys along its direction, Home and End move within, and
 * the control that had focus last is the one Tab returns to. It sets `tabindex` on the elements themselves, so controls may
 * come, go and stand in components of their own. `aria-disabled` controls stay reachable, because people must be able to
 * find them.
 */
export function useRovingFocus(
  root: RefObject<HTMLElement | null>,
  orientation: 'horizontal' | 'vertical' | 'both',
): { readonly onKeyDown: (event: KeyboardEvent) => void; readonly onFocus: () => void } {
  const current = useRef<HTMLElement | null>(null);

  function refresh() {
    const controls = controlsOf(root.current);
    const stop =
      current.current && controls.includes(current.current)
        ? current.current
        : (controls.find((control) => control.ariaChecked === 'true') ?? controls[0]);
    for (const control of controls) control.tabIndex = control === stop ? 0 : -1;
  }

  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    refresh();
    const observer = new MutationObserver(refresh);
    observer.observe(element, { childList: true, subtree: true, attributeFilter: ['disabled'] });
    return () => observer.disconnect();
    // Everything it reads is in refs.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [root]);

  return {
    onFocus() {
      const active = document.activeElement;
      if (active instanceof HTMLElement && controlsOf(root.current).includes(active))
        current.current = active;
      refresh();
    },
    onKeyDown(event) {
      const controls = controlsOf(root.current);
      const at = controls.findIndex((control) => control === event.target);
      // What a popover of the toolbar hears arrives here too, through React.
      if (at < 0 || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
      const to = {
        ...(orientation === 'horizontal' ? {} : { ArrowDown: at + 1, ArrowUp: at - 1 }),
        ...(orientation === 'vertical' ? {} : { ArrowRight: at + 1, ArrowLeft: at - 1 }),
        Home: 0,
        End: controls.length - 1,
      }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      controls.at(to % controls.length)?.focus();
    },
  };
}

function controlsOf(root: HTMLElement | null): readonly HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>(CONTROLS) ?? [])].filter((control) => {
    const nested = control.closest(NESTED);
    return (!nested || !root?.contains(nested)) && control.checkVisibility();
  });
}
