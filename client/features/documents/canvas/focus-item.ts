/** Puts the keyboard on a node or an arrow of the drawing; false when it is not drawn. */
export function focusItem(root: Element | null, id: string): boolean {
  const name = CSS.escape(id);
  const item = root?.querySelector<HTMLElement | SVGElement>(
    `.react-flow__node[data-id="${name}"], .react-flow__edge[data-id="${name}"]`,
  );
  item?.focus({ preventScroll: true });
  return item !== undefined && item !== null;
}

/** Id of the node or arrow that has keyboard focus, or null. */
export function focusedItemId(root: HTMLElement | null): string | null {
  const active = document.activeElement;
  if (!active || !root?.contains(active) || !active.matches('.react-flow__node, .react-flow__edge'))
    return null;
  return active.getAttribute('data-id');
}
