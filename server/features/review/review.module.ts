import { handle, type FeatureModule } from '#server/platform/operation.ts';
import { getMaterials, getReview, recordRating } from '#shared/contracts/review.contract.ts';
import type { ReviewDeps } from './review.deps.ts';
import { createReviewService } from './review.service.ts';

/** The result of an interview after its forms are opened. */
export function createReviewModule(deps: ReviewDeps): FeatureModule {
  const service = createReviewService(deps);
  return {
    operations: [
      handle(getReview, async ({ actor, input }) => ({ data: await service.get(actor, input.interviewId) })),
      handle(getMaterials, async ({ actor, input }) => ({
        data: await service.getMaterials(actor, input.interviewId),
      })),
      handle(recordRating, ({ actor, input }) => service.record(actor, input)),
    ],
  };
}
