import { handle, type FeatureModule } from '#server/platform/operation.ts';
import { createShare, listShares, readShared, revokeShare } from '#shared/contracts/sharing.contract.ts';
import { createSharingService, type SharingDeps } from './sharing.service.ts';

/** Links that show a part of an ended interview to people without a login. */
export function createSharingModule(deps: SharingDeps): FeatureModule {
  const sharing = createSharingService(deps);
  return {
    operations: [
      handle(createShare, async ({ actor, input, headers }) => ({
        data: await sharing.create(actor, input, headers),
      })),
      handle(listShares, async ({ actor, input }) => ({
        data: await sharing.list(actor, input.interviewId),
      })),
      handle(revokeShare, async ({ actor, input }) => ({ data: await sharing.revoke(actor, input) })),
      handle(readShared, async ({ input }) => ({ data: await sharing.read(input.token) })),
    ],
  };
}
