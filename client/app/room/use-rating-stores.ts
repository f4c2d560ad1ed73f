import { useEffect } from 'react';
import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import { useOpened } from '#client/platform/use-opened.ts';
import type { RatingStores } from './rating-stores.ts';

const HINT_ACTS: readonly string[] = ['hint-given', 'hint-taken', 'hint-voided'];
/** After a reload the first strokes on the board come first. */
const AFTER_MS = 6_000;

/**
 * The rater's own form and notes, opened once for all panels that show them; null until they are fetched, which is at once
 * when they are wanted.
 */
export function useRatingStores(
  { interviewId, guideEvents }: GuideInterview,
  { isWanted }: { readonly isWanted: boolean },
): RatingStores | null {
  const module = useLaterModule(() => import('./rating-stores.ts'), { isWanted, afterMs: AFTER_MS });
  const opened = useOpened(
    () => {
      const stores = module?.openRatingStores(interviewId) ?? null;
      return { stores, close: () => stores?.close() };
    },
    `${interviewId} ${module !== null}`,
  );
  const stores = opened?.stores ?? null;

  // The form shows how much help was given, which the server counts from these events.
  const hintActs = guideEvents.filter(({ act }) => HINT_ACTS.includes(act.type)).length;
  useEffect(() => {
    // A read that fails leaves the former count; the next hint or opening reads again.
    if (stores && hintActs > 0) stores.rubric.reload().catch(() => null);
  }, [stores, hintActs]);
  return stores;
}
