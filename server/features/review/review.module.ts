import type { Clock } from '#server/platform/clock.ts';
import { handle, type FeatureModule } from '#server/platform/operation.ts';
import { exportReport } from '#shared/contracts/report.contract.ts';
import {
  answerFlag,
  getMaterials,
  getReview,
  recordRating,
  replyToReview,
  withdrawReply,
  type Review,
} from '#shared/contracts/review.contract.ts';
import { PdfRenderer } from './report/pdf-renderer.ts';
import { listOpenFlags } from './open-flags.ts';
import { createRepliesService } from './replies.service.ts';
import { createReportService } from './report/report.service.ts';
import type { ReviewDeps } from './review.deps.ts';
import { createReviewService } from './review.service.ts';

export interface ReviewModule extends FeatureModule {
  /** The review as one person may see it, for what they share of it. */
  readonly getReview: (actor: { userId: string }, interviewId: string) => Promise<Review>;
  /** Interviews with a flag that waits for a person's answer, for the dashboard. */
  readonly listOpenFlags: (userId: string) => Promise<readonly string[]>;
}

/** The result of an interview after its forms are opened. */
export function createReviewModule(deps: ReviewDeps & { clock: Clock }): ReviewModule {
  const service = createReviewService(deps);
  const replies = createRepliesService({ ...deps, review: service });
  const pdf = new PdfRenderer();
  const reports = createReportService({ review: service, pdf, clock: deps.clock });
  return {
    operations: [
      handle(getReview, async ({ actor, input }) => ({ data: await service.get(actor, input.interviewId) })),
      handle(exportReport, async ({ actor, input }) => ({
        data: {},
        file: await reports.export(actor, input),
      })),
      handle(getMaterials, async ({ actor, input }) => ({
        data: await service.getMaterials(actor, input.interviewId),
      })),
      handle(recordRating, ({ actor, input }) => service.record(actor, input)),
      handle(replyToReview, ({ actor, input }) => replies.reply(actor, input)),
      handle(answerFlag, ({ actor, input }) => replies.answer(actor, input)),
      handle(withdrawReply, ({ actor, input }) => replies.withdraw(actor, input)),
    ],
    getReview: (actor, interviewId) => service.get(actor, interviewId),
    listOpenFlags: (userId) => listOpenFlags(deps.database, userId),
    close: () => pdf.close(),
  };
}
