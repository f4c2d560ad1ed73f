import type { Prisma } from '#prisma/generated/client.ts';
import { handle, type FeatureModule } from '#server/platform/operation.ts';
import {
  getCandidateProgress,
  getInterviewerProgress,
  getLeadView,
  getScenarioStatistics,
  listHistory,
} from '#shared/contracts/progress.contract.ts';
import { createHistoryService } from './history.service.ts';
import { createLeadViewService } from './lead-view.service.ts';
import { createOwnProgressService } from './own-progress.service.ts';
import type { ProgressDeps } from './progress.deps.ts';
import { SummaryRebuild, moveSummaries, recordSummary } from './summaries.ts';

export interface ProgressModule extends FeatureModule {
  /**
   * Writes what statistics need of an interview whose forms are open; nothing for any other. Called in the transaction
   * that opens the forms and in that of every form handed in afterwards. Calling it again changes nothing.
   */
  recordSummary(tx: Prisma.TransactionClient, interviewId: string): Promise<void>;
  /** Called in the transaction in which a guest's places have moved to an account. */
  moveSummaries(tx: Prisma.TransactionClient, input: { guestId: string; accountId: string }): Promise<void>;
  close(): Promise<void>;
}

/** What people learn from several interviews: their own way, and for owners of rooms how the rating in them stands. */
export function createProgressModule(deps: ProgressDeps): ProgressModule {
  const history = createHistoryService(deps);
  const own = createOwnProgressService(deps);
  const lead = createLeadViewService(deps);
  const rebuild = new SummaryRebuild(deps);
  return {
    operations: [
      handle(listHistory, async ({ actor, input }) => ({ data: await history.list(actor, input) })),
      handle(getCandidateProgress, async ({ actor, input }) => ({
        data: await own.getCandidate(actor, input),
      })),
      handle(getInterviewerProgress, async ({ actor }) => ({ data: await own.getInterviewer(actor) })),
      handle(getLeadView, async ({ actor, input }) => ({ data: await lead.get(actor, input) })),
      handle(getScenarioStatistics, async ({ actor, input }) => ({
        data: await lead.getScenario(actor, input.scenarioId),
      })),
    ],
    recordSummary,
    moveSummaries,
    async close() {
      await rebuild.close();
      await lead.close();
    },
  };
}
