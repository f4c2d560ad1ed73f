import { nanoid } from 'nanoid';
import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { roomChanged, membershipChanged } from '#shared/contracts/rooms.contract.ts';
import { ROLES } from '#shared/domain/vocabulary.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { AppError, invariant } from '#shared/errors.ts';
import type { Effect } from '#server/platform/operation.ts';
import { broadcastTo, channels } from '#server/platform/operation.ts';
import type { Clock } from '#server/platform/clock.ts';
import { createInviteToken, hashInviteToken } from './invite-token.ts';
import type { Membership, RoomDirectory } from './membership.ts';
import { toInterviewStub, toParticipant, toRoom } from './rooms.view.ts';

const COLOURS = 6;

type Reader = PrismaClient | Prisma.TransactionClient;

const withOwner = { room: { select: { ownerId: true } } } as const;
type ParticipantRow = Prisma.ParticipantGetPayload<{ include: typeof withOwner }>;

function toMembership(row: ParticipantRow): Membership {
  const role = ROLES.find((known) => known === row.role);
  invariant(role !== undefined, 'a stored role is one of ROLES');
  return {
    participantId: row.id,
    roomId: row.roomId,
    userId: row.userId,
    role,
    displayName: row.displayName,
    colour: row.colour,
    isHost: row.room.ownerId === row.userId,
  };
}

/** Channels a role listens on; leaving all of them is leaving the room. */
export function channelsOf(member: Pick<Membership, 'roomId' | 'participantId' | 'role'>): string[] {
  // Second raters hear of nothing that goes on in the room.
  if (member.role === 'reviewer') return [channels.participant(member.participantId)];
  const isGuide = member.role === 'interviewer' || member.role === 'shadow';
  return [
    channels.room(member.roomId),
    channels.participant(member.participantId),
    ...(isGuide ? [channels.guides(member.roomId)] : []),
  ];
}

/** The people a room shows to those in it. Who rates from outside is told to those who asked, not to the candidate. */
export function listed(members: readonly Membership[]): Membership[] {
  return members.filter(({ role }) => role !== 'reviewer');
}

/** The first colour nobody in the room has, then the least used. */
export function pickColour(members: readonly Membership[]): number {
  const uses = Array.from({ length: COLOURS }, (_, i) => members.filter((m) => m.colour === i + 1).length);
  return uses.indexOf(Math.min(...uses)) + 1;
}

/** Who is in a room and how a change of it reaches the people there. */
export function createMemberDirectory(deps: {
  database: PrismaClient;
  clock: Clock;
  /** Documents ask again who may do what. */
  onAccessChanged: (input: { roomId: string; userId: string }) => Promise<void>;
}) {
  const { database } = deps;

  async function listMembers(roomId: string, reader: Reader = database): Promise<Membership[]> {
    const rows = await reader.participant.findMany({
      where: { roomId, removedAt: null },
      include: withOwner,
      orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(toMembership);
  }

  /** The broadcast everybody in the room gets; read after the commit, so it is never older than it says. */
  async function roomChangedEffect(roomId: string): Promise<Effect> {
    const [room, members] = await Promise.all([
      database.room.findUniqueOrThrow({
        where: { id: roomId },
        include: {
          interviews: { select: { id: true, ordinal: true, status: true }, orderBy: { ordinal: 'asc' } },
        },
      }),
      listMembers(roomId),
    ]);
    const newest = room.interviews.at(-1);
    invariant(newest !== undefined, 'a room has an interview from the start');
    return broadcastTo(channels.room(roomId), roomChanged, {
      room: toRoom(room),
      participants: listed(members).map(toParticipant),
      interviews: room.interviews.map(toInterviewStub),
      currentInterviewId: newest.id,
    });
  }

  /** Takes a person's sockets out of the room's channels and tells them; they join again with the new role. */
  function accessChangedEffects(member: Membership, newRole: Role | null): Effect[] {
    const { roomId, userId, participantId } = member;
    const own = channels.participant(participantId);
    return [
      // Taken out before they are told: who hears of it joins again at once, and in another process a step that came
      // after the news would take them out of what they have just joined.
      { type: 'unsubscribe-user', userId, channels: [channels.room(roomId), channels.guides(roomId)] },
      broadcastTo(own, membershipChanged, { roomId, role: newRole }),
      ...(newRole === null ? [{ type: 'unsubscribe-user', userId, channels: [own] } as const] : []),
      { type: 'run', run: () => deps.onAccessChanged({ roomId, userId }) },
    ];
  }

  const directory: RoomDirectory = {
    async findMembership({ userId, roomId }) {
      const row = await database.participant.findUnique({
        where: { roomId_userId: { roomId, userId } },
        include: withOwner,
      });
      return row === null || row.removedAt !== null ? null : toMembership(row);
    },
    async getMembership({ userId, roomId }) {
      const row = await database.participant.findUnique({
        where: { roomId_userId: { roomId, userId } },
        include: withOwner,
      });
      if (row === null) throw new AppError('ROOM_NOT_FOUND');
      if (row.removedAt !== null) throw new AppError('PARTICIPANT_REMOVED');
      return toMembership(row);
    },
    listMembers: (roomId) => listMembers(roomId),
    async reassignRoles(tx, { roomId, roles }) {
      const members = await listMembers(roomId, tx);
      const effects: Effect[] = [];
      for (const { participantId, role } of roles) {
        const member = members.find((one) => one.participantId === participantId);
        if (member === undefined) throw new AppError('PARTICIPANT_NOT_FOUND');
        if (member.role === role) continue;
        await tx.participant.update({ where: { id: participantId }, data: { role } });
        effects.push(...accessChangedEffects(member, role));
      }
      return [...effects, ...(await this.touch(tx, roomId))];
    },
    async enterAsReviewer(tx, { roomId, userId, displayName }) {
      const former = await tx.participant.findUnique({ where: { roomId_userId: { roomId, userId } } });
      if (former !== null && former.removedAt === null) {
        // Checked on the way out by the contracts.
        return { participantId: former.id, role: former.role as Role };
      }
      const entry = {
        role: 'reviewer',
        displayName,
        joinedAt: new Date(deps.clock.now()),
        removedAt: null,
      };
      const row = await tx.participant.upsert({
        where: { roomId_userId: { roomId, userId } },
        create: {
          id: nanoid(),
          roomId,
          userId,
          colour: pickColour(await listMembers(roomId, tx)),
          ...entry,
        },
        update: entry,
      });
      return { participantId: row.id, role: 'reviewer' };
    },
    async createReviewerLink(tx, { roomId, interviewId, createdById, expiresAt }) {
      const token = createInviteToken();
      const row = await tx.invite.create({
        data: {
          id: nanoid(),
          roomId,
          interviewId,
          tokenHash: hashInviteToken(token),
          role: 'reviewer',
          createdById,
          maxUses: 1,
          expiresAt,
          createdAt: new Date(deps.clock.now()),
        },
      });
      return { inviteId: row.id, path: `/join/${token}` };
    },
    async touch(tx, roomId) {
      await tx.room.update({ where: { id: roomId }, data: { revision: { increment: 1 } } });
      return [{ type: 'later', make: async () => [await roomChangedEffect(roomId)] }];
    },
  };
  return { ...directory, listMembersIn: listMembers, roomChangedEffect, accessChangedEffects };
}

export type MemberDirectory = ReturnType<typeof createMemberDirectory>;
