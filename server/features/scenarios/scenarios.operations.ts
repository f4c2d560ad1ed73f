import { handle, type OperationHandler } from '#server/platform/operation.ts';
import * as contract from '#shared/contracts/scenarios.contract.ts';
import type { BankPageService } from './bank-page.service.ts';
import type { OwnScenariosService } from './own-scenarios.service.ts';

/** Contract -> service. */
export function scenarioOperations({
  bankPage,
  own,
}: {
  bankPage: BankPageService;
  own: OwnScenariosService;
}): readonly OperationHandler[] {
  return [
    handle(contract.listBank, async ({ actor }) => ({ data: await bankPage.list(actor) })),
    handle(contract.previewScenario, async ({ actor, input }) => ({
      data: await bankPage.preview(actor, input),
    })),
    handle(contract.openBankGuide, async ({ actor, input }) => ({
      data: await bankPage.openGuide(actor, input),
    })),
    handle(contract.copyScenario, async ({ actor, input }) => ({
      data: await own.createFrom(actor, { id: input.id, source: await bankPage.open(actor, input) }),
    })),

    handle(contract.checkScenarioText, async ({ actor, input }) => ({ data: await own.check(actor, input) })),
    handle(contract.listOwn, async ({ actor }) => ({ data: await own.list(actor) })),
    handle(contract.getOwn, async ({ actor, input }) => ({ data: await own.get(actor, input) })),
    handle(contract.getOwnVersion, async ({ actor, input }) => ({
      data: await own.getVersion(actor, input),
    })),
    handle(contract.createOwn, async ({ actor, input }) => ({ data: await own.create(actor, input) })),
    handle(contract.saveOwn, async ({ actor, input }) => ({ data: await own.save(actor, input) })),
    handle(contract.publishOwn, async ({ actor, input }) => ({ data: await own.publish(actor, input) })),
    handle(contract.retireOwn, async ({ actor, input }) => ({ data: await own.retire(actor, input) })),
    handle(contract.deleteOwn, async ({ actor, input }) => ({ data: await own.remove(actor, input) })),
    handle(contract.shareOwn, async ({ actor, input }) => ({ data: await own.share(actor, input) })),
    handle(contract.stopSharingOwn, async ({ actor, input }) => ({
      data: await own.stopSharing(actor, input),
    })),
  ];
}
