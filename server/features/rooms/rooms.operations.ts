import * as contract from '#shared/contracts/rooms.contract.ts';
import type { OperationHandler } from '#server/platform/operation.ts';
import { handle } from '#server/platform/operation.ts';
import type { RoomsService } from './rooms.service.ts';

/** Contract -> service. */
export function roomOperations(rooms: RoomsService): OperationHandler[] {
  return [
    handle(contract.createRoom, ({ actor, input }) => rooms.create(actor, input)),
    handle(contract.listRooms, async ({ actor }) => ({ data: { rooms: await rooms.list(actor) } })),
    handle(contract.getRoom, async ({ actor, input }) => ({ data: await rooms.get(actor, input.roomId) })),
    handle(contract.joinRoom, ({ actor, input }) => rooms.join(actor, input.roomId)),
    handle(contract.renameRoom, ({ actor, input }) => rooms.rename(actor, input)),
    handle(contract.createInvite, async ({ actor, input, headers }) => ({
      data: await rooms.createInvite(actor, input, headers),
    })),
    handle(contract.listInvites, async ({ actor, input }) => ({
      data: { invites: await rooms.listInvites(actor, input.roomId) },
    })),
    handle(contract.revokeInvite, async ({ actor, input }) => ({
      data: await rooms.revokeInvite(actor, input),
    })),
    handle(contract.previewInvite, async ({ actor, input }) => ({
      data: await rooms.previewInvite(actor, input.token),
    })),
    handle(contract.acceptInvite, ({ actor, input }) => rooms.acceptInvite(actor, input)),
    handle(contract.changeRole, ({ actor, input }) => rooms.changeRole(actor, input)),
    handle(contract.removeParticipant, ({ actor, input }) => rooms.removeParticipant(actor, input)),
  ];
}
