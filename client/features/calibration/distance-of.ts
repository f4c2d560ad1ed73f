import type { LockedRating } from '#shared/contracts/calibration.contract.ts';

/** How much higher than the reference somebody rated; null where one side did not assess it. */
export function distanceOf({ rating, reference }: LockedRating): number | null {
  return rating === null || reference.rating === null ? null : rating - reference.rating;
}
