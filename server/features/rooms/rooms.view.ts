import type {
  Interview as InterviewRow,
  Invite as InviteRow,
  Room as RoomRow,
} from '#prisma/generated/client.ts';
import type { z } from 'zod';
import { InterviewStubSchema, InviteRoleSchema } from '#shared/contracts/rooms.contract.ts';
import type { Invite, Participant, Room } from '#shared/contracts/rooms.contract.ts';
import type { Membership } from './membership.ts';

export function toRoom(row: RoomRow): Room {
  return {
    id: row.id,
    name: row.name,
    revision: row.revision,
    retentionDays: row.retentionDays,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toParticipant(member: Membership): Participant {
  return {
    id: member.participantId,
    displayName: member.displayName,
    role: member.role,
    colour: member.colour,
    isHost: member.isHost,
  };
}

export function toInterviewStub(
  row: Pick<InterviewRow, 'id' | 'ordinal' | 'status'>,
): z.output<typeof InterviewStubSchema> {
  return { id: row.id, ordinal: row.ordinal, status: InterviewStubSchema.shape.status.parse(row.status) };
}

/** State of a link at a moment; revoked wins over used, used over expired. */
export function inviteState(row: InviteRow, now: number): Invite['state'] {
  if (row.revokedAt !== null) return 'revoked';
  if (row.maxUses !== null && row.uses >= row.maxUses) return 'used';
  return row.expiresAt.getTime() <= now ? 'expired' : 'open';
}

export function toInvite(row: InviteRow, now: number): Invite {
  return {
    id: row.id,
    role: InviteRoleSchema.parse(row.role),
    maxUses: row.maxUses,
    uses: row.uses,
    expiresAt: row.expiresAt.toISOString(),
    state: inviteState(row, now),
  };
}
