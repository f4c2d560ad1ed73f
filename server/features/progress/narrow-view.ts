import type { LeadPeriod, SharedAgreement } from '#shared/contracts/progress.contract.ts';
import { MIN_UNITS, type Agreement } from '#shared/domain/agreement.ts';
import type { OwnedInterview } from './progress.queries.ts';
import { toHundredths, toSharedAgreement } from './progress.view.ts';

/**
 * The lead's view of one room or of a period, and what it may not say. Views of parts can be taken from the view of the
 * whole and from one another until one interview is left. Of that one, sums would tell what a rater gave: bias and
 * distance, the table of pairs, how often a behaviour was chosen; and severity would be told below its twenty ratings.
 *
 * So a narrower view has no figures by rater and no behaviours at all, and of agreement no bias, no distance and no table.
 * It has the counts of equal and near ratings, which are shown of a single interview too, and coefficients that cannot be
 * subtracted, rounded to two decimals. Even those only where what is looked at and what is left out both reach the
 * minimum, or where nothing is left out: beside the table of the whole, a coefficient of all but a few would give the few away.
 */
export function toNarrowAgreement(part: Agreement, whole: Agreement): SharedAgreement {
  const shared = toSharedAgreement(part);
  const { figures } = shared;
  if (figures === null) return shared;
  const leftOut = (whole.figures?.units ?? 0) - shared.units;
  if (leftOut > 0 && leftOut < MIN_UNITS) return { ...shared, case: 'too_few', figures: null };
  return {
    ...shared,
    figures: {
      ...figures,
      bias: null,
      meanAbsoluteDifference: null,
      table: null,
      kappa: rounded(figures.kappa),
      ordinalAlpha: rounded(figures.ordinalAlpha),
      kappaInterval: figures.kappaInterval && roundedEnds(figures.kappaInterval),
      alphaInterval: figures.alphaInterval && roundedEnds(figures.alphaInterval),
    },
  };
}

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<LeadPeriod, number>> = { '30d': 30, '90d': 90 };

/** Which interviews a narrower view holds. */
export interface Narrowing {
  readonly roomId: string | null;
  /** Epoch ms; from the start of a day in UTC, so that one day's looks are one and the same. */
  readonly since: number | null;
}

/** Null for a view of everything. */
export function toNarrowing(
  input: { readonly roomId?: string | undefined; readonly period?: LeadPeriod | undefined },
  now: number,
): Narrowing | null {
  const { roomId = null, period } = input;
  if (roomId === null && period === undefined) return null;
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return { roomId, since: period === undefined ? null : today - DAYS[period] * DAY_MS };
}

export function isHeld(narrowing: Narrowing | null, interview: OwnedInterview): boolean {
  if (narrowing === null) return true;
  const { roomId, since } = narrowing;
  return (
    (roomId === null || interview.roomId === roomId) && (since === null || interview.revealedAt >= since)
  );
}

function rounded(value: number | null): number | null {
  return value === null ? null : toHundredths(value) / 100;
}

function roundedEnds({ low, high }: { readonly low: number; readonly high: number }) {
  return { low: toHundredths(low) / 100, high: toHundredths(high) / 100 };
}
