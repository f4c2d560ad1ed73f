/** Event that opens a closed row before it is scrolled to. */
export const LEAD_TO_EVENT = 'rubric-lead-to';

/** Id of the element a field path belongs to. */
export function placeOf(path: string): string {
  const [root = '', key = ''] = path.split('.');
  return root === 'dimensions' || root === 'answers' ? `rate-${key}` : `rate-${root}`;
}

/** Brings the place a missing field belongs to into sight and puts focus there. */
export function leadTo(path: string): void {
  const place = document.getElementById(placeOf(path));
  if (!place) return;
  place.dispatchEvent(new CustomEvent(LEAD_TO_EVENT, { bubbles: true, detail: path }));
  // After the row has opened, so that its middle is where it will stay.
  requestAnimationFrame(() => {
    place.scrollIntoView({ block: 'center', behavior: 'instant' });
    const field = place.querySelector<HTMLElement>(
      'textarea, [role=radio][tabindex="0"], select, [role=radio]',
    );
    (path.endsWith('.evidence') ? place : (field ?? place)).focus({ preventScroll: true });
  });
}
