/** Arrow keys in the lists of the guide: up and down between items, right and left to open and close what one holds. */
export type ItemMove = 'next' | 'previous' | 'first' | 'last' | 'open' | 'close';

/** @returns whether the key had a meaning here; in a text field only up and down do */
export function moveBetweenItems(list: HTMLElement, move: ItemMove): boolean {
  const items = [...list.querySelectorAll<HTMLElement>('[data-guide-item]')];
  const focused = list.ownerDocument.activeElement;
  const at = items.findIndex((item) => item === focused);
  // A key on a button beside an item belongs to that button, except from outside the list.
  if (at === -1 && move !== 'first') return false;
  const isText = focused instanceof HTMLInputElement;
  switch (move) {
    case 'next':
      return focus(items[at + 1]);
    case 'previous':
      return focus(items[at - 1]);
    case 'first':
      return (at === -1 || !isText) && focus(items[0]);
    case 'last':
      return !isText && focus(items.at(-1));
    case 'open':
    case 'close':
      return !isText && setOpen(items[at], move === 'open');
  }
}

/** Into the list from outside: to its first item, or where it has none, to the first thing in it that takes focus. */
export function focusFirst(list: HTMLElement | null): void {
  if (!list || moveBetweenItems(list, 'first')) return;
  const first = list.querySelector<HTMLElement>(
    'button:not(:disabled), input:not(:disabled), a[href], [tabindex="0"]',
  );
  focus(first ?? undefined);
}

function focus(item: HTMLElement | undefined): boolean {
  item?.focus();
  item?.scrollIntoView({ block: 'nearest' });
  return item !== undefined;
}

function setOpen(item: HTMLElement | undefined, isWanted: boolean): boolean {
  const toggle = item?.closest('li')?.querySelector<HTMLElement>('[data-guide-expand]');
  if (!toggle) return false;
  if ((toggle.getAttribute('aria-expanded') === 'true') !== isWanted) toggle.click();
  return true;
}
