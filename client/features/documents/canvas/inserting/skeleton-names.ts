import type { SkeletonId } from '#shared/domain/board-skeletons.ts';

/** The skeletons as the palette lists them; what they hold is fetched when one is picked. */
export const SKELETON_NAMES = {
  two_stage_recommender: 'Two-stage recommender',
  retrieval_augmented_generation: 'Retrieval-augmented generation',
  fraud_scoring: 'Fraud scoring',
  ads_click_prediction: 'Ads click prediction',
} as const satisfies Record<SkeletonId, string>;

export function isSkeletonId(value: string): value is SkeletonId {
  return Object.hasOwn(SKELETON_NAMES, value);
}
