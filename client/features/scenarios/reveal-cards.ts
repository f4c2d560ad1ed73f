import type { PublicEvent } from '#shared/domain/timeline.ts';

/** The events that handed a card over, in order, each card once. */
export function revealCards(events: readonly PublicEvent[]): readonly PublicEvent[] {
  const known = new Set<string>();
  return events.filter(({ act }) => {
    if (act.type !== 'reveal-shown' || known.has(act.revealId)) return false;
    known.add(act.revealId);
    return true;
  });
}
