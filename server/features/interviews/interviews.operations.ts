import * as contract from '#shared/contracts/interviews.contract.ts';
import { handle, type OperationHandler } from '#server/platform/operation.ts';
import type { GatherOnBoard } from './gathering.ts';
import type { GuideActsService } from './guide-acts.ts';
import type { InterviewsService } from './interviews.service.ts';
import type { StartNextRound } from './next-round.ts';

/** Contract -> service. */
export function interviewOperations(services: {
  interviews: InterviewsService;
  guideActs: GuideActsService;
  startNextRound: StartNextRound;
  gather: GatherOnBoard;
}): OperationHandler[] {
  const { interviews, guideActs, startNextRound, gather } = services;
  return [
    handle(contract.getInterview, async ({ actor, input }) => ({ data: await interviews.get(actor, input) })),
    handle(contract.getGuide, async ({ actor, input }) => ({
      data: await interviews.getGuide(actor, input),
    })),
    handle(contract.listScenarios, async ({ actor, input }) => ({
      data: await interviews.listScenarios(actor, input),
    })),
    handle(contract.configureInterview, ({ actor, input }) => interviews.configure(actor, input)),
    handle(contract.openLobby, ({ actor, input }) => interviews.openLobby(actor, input)),
    handle(contract.backToPreparing, ({ actor, input }) => interviews.backToPreparing(actor, input)),
    handle(contract.setReady, ({ actor, input }) => interviews.setReady(actor, input)),
    handle(contract.startInterview, ({ actor, input }) => interviews.start(actor, input)),
    handle(contract.enterPhase, ({ actor, input }) => interviews.enterPhase(actor, input)),
    handle(contract.extendPhase, ({ actor, input }) => interviews.extendPhase(actor, input)),
    handle(contract.setPaused, ({ actor, input }) => interviews.setPaused(actor, input)),
    handle(contract.endInterview, ({ actor, input }) => interviews.end(actor, input)),
    handle(contract.closeInterview, ({ actor, input }) => interviews.close(actor, input)),
    handle(contract.showReveal, ({ actor, input }) => guideActs.showReveal(actor, input)),
    handle(contract.recordGuideAct, ({ actor, input }) => guideActs.record(actor, input)),
    handle(contract.gatherOnBoard, ({ actor, input }) => gather(actor, input)),
    handle(contract.startNextRound, ({ actor, input }) => startNextRound(actor, input)),
  ];
}
