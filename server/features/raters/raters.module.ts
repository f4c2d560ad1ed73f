import { handle, type FeatureModule } from '#server/platform/operation.ts';
import * as contract from '#shared/contracts/raters.contract.ts';
import type { RatersDeps } from './raters.deps.ts';
import { createRatersService, type RatersService } from './raters.service.ts';

/** Second raters: who was asked, by whom, until when; their queue. What they write is a rubric like any other. */
export interface RatersModule extends FeatureModule {
  /** For the room, which holds the links. */
  readonly take: RatersService['take'];
  readonly isRater: RatersService['isRater'];
  /** Interviews a person was asked to rate and has not: they must see nothing of how others rated. */
  listBlind(userId: string): Promise<readonly string[]>;
}

export function createRatersModule(deps: RatersDeps): RatersModule {
  const raters = createRatersService(deps);
  return {
    take: (tx, input) => raters.take(tx, input),
    isRater: (input) => raters.isRater(input),
    listBlind: (userId) => raters.listBlind(userId),
    operations: [
      handle(contract.listRaters, async ({ actor, input }) => ({
        data: { raters: await raters.list(actor, input.interviewId) },
      })),
      handle(contract.listContacts, async ({ actor, input }) => ({
        data: { contacts: await raters.listContacts(actor, input.interviewId) },
      })),
      handle(contract.assignRater, ({ actor, input, headers }) => raters.assign(actor, input, headers)),
      handle(contract.withdrawRater, ({ actor, input }) => raters.withdraw(actor, input)),
      handle(contract.listQueue, async ({ actor }) => ({ data: { items: await raters.listQueue(actor) } })),
      handle(contract.declineRating, ({ actor, input }) => raters.decline(actor, input)),
    ],
  };
}
