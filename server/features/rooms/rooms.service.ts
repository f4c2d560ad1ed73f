import { nanoid } from 'nanoid';
import type { Invite as InviteRow, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type {
  Invite,
  InviteRole,
  Participant,
  Room,
  RoomListItem,
  RoomSnapshot,
} from '#shared/contracts/rooms.contract.ts';
import { LinkRoleSchema, presenceChanged } from '#shared/contracts/rooms.contract.ts';
import { initialInterview, initialSetup } from '#shared/domain/interview-machine.ts';
import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { AppError, invariant } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Actor, Effect, Reply } from '#server/platform/operation.ts';
import { channels } from '#server/platform/operation.ts';
import type { MemberDirectory } from './member-directory.ts';
import { channelsOf, listed, pickColour } from './member-directory.ts';
import type { Membership } from './membership.ts';
import {
  canBeSecondRater,
  canChangeRole,
  canInvite,
  canManagePeople,
  hasPlaceFor,
  isInRoom,
  isRoomFull,
} from './rooms.policy.ts';
import { inviteState, toInterviewStub, toInvite, toParticipant, toRoom } from './rooms.view.ts';
import { createInviteToken, hashInviteToken } from './invite-token.ts';

export interface RoomsServiceDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly directory: MemberDirectory;
  readonly createGuest: (displayName: string) => Promise<{ actor: Actor; cookies: string[] }>;
  readonly listOnlineUserIds: (channel: string) => Promise<Set<string>>;
  /** Candidate-safe titles of pinned scenarios under `id@version`. */
  readonly listScenarioTitles: (
    pins: readonly { id: string; version: string }[],
  ) => Promise<ReadonlyMap<string, string>>;
  /** Forms a person still owes, over all their interviews. */
  readonly listUnfinishedForms: (userId: string) => Promise<readonly { interviewId: string }[]>;
  /** Interviews with a flag that waits for a person's answer. */
  readonly listOpenFlags: (userId: string) => Promise<readonly string[]>;
  /** The seat a reviewer's link keeps is taken; called inside the transaction that uses the link up. */
  readonly takeRating: (
    tx: Prisma.TransactionClient,
    input: { inviteId: string; participantId: string },
  ) => Promise<void>;
  /** The seat of this link is the person's already. */
  readonly isRaterOf: (input: { inviteId: string; userId: string }) => Promise<boolean>;
  /** Where people reach the server; links are made from it. */
  readonly publicUrl: (headers: { host?: string | undefined }) => string;
}

const RETENTION_DAYS = 180;

export function createRoomsService(deps: RoomsServiceDeps) {
  const { database, clock, directory } = deps;

  async function newestInterview(roomId: string, reader: PrismaClient | Prisma.TransactionClient = database) {
    return reader.interview.findFirstOrThrow({ where: { roomId }, orderBy: { ordinal: 'desc' } });
  }

  async function findInvite(token: string) {
    const invite = await database.invite.findUnique({
      where: { tokenHash: hashInviteToken(token) },
      include: { room: { include: { owner: { select: { name: true } } } } },
    });
    if (invite === null) throw new AppError('INVITE_NOT_FOUND');
    return invite;
  }

  async function requireMember(
    actor: Actor,
    roomId: string,
    allows: (member: Membership) => boolean,
  ): Promise<Membership> {
    const member = await directory.getMembership({ userId: actor.userId, roomId });
    if (!allows(member)) throw new AppError('FORBIDDEN');
    return member;
  }

  async function onlineIds(members: readonly Membership[], roomId: string): Promise<string[]> {
    const online = await deps.listOnlineUserIds(channels.room(roomId));
    return listed(members)
      .filter((member) => online.has(member.userId))
      .map((member) => member.participantId);
  }

  async function presenceEffect(roomId: string): Promise<Effect> {
    const members = await directory.listMembers(roomId);
    return {
      type: 'volatile',
      channel: channels.room(roomId),
      event: presenceChanged.event,
      payload: presenceChanged.payload.parse({ roomId, onlineIds: await onlineIds(members, roomId) }),
    };
  }

  async function snapshot(member: Membership): Promise<RoomSnapshot> {
    const { roomId } = member;
    const [room, members] = await Promise.all([
      database.room.findUniqueOrThrow({
        where: { id: roomId },
        include: {
          interviews: { select: { id: true, ordinal: true, status: true }, orderBy: { ordinal: 'asc' } },
        },
      }),
      directory.listMembers(roomId),
    ]);
    const newest = room.interviews.at(-1);
    invariant(newest !== undefined, 'a room has an interview from the start');
    return {
      room: toRoom(room),
      selfId: member.participantId,
      participants: listed(members).map(toParticipant),
      onlineIds: await onlineIds(members, roomId),
      interviews: room.interviews.map(toInterviewStub),
      currentInterviewId: newest.id,
    };
  }

  return {
    /** Opens a room with its first interview; a caller without a login becomes a guest. */
    async create(
      actor: Actor | null,
      input: { name?: string | undefined; displayName: string; role: 'candidate' | 'interviewer' },
    ): Promise<Reply<{ room: Room; participant: Participant; interviewId: string }>> {
      const guest = actor === null ? await deps.createGuest(input.displayName) : null;
      const owner = actor ?? guest?.actor;
      invariant(owner !== undefined, 'without a login a guest was made');
      const roomId = nanoid();
      const participantId = nanoid();
      const interviewId = nanoid();
      const state = initialInterview();
      const room = await database.room.create({
        data: {
          id: roomId,
          name: input.name ?? `${input.displayName}’s room`,
          ownerId: owner.userId,
          retentionDays: RETENTION_DAYS,
          createdAt: new Date(clock.now()),
          participants: {
            create: {
              id: participantId,
              userId: owner.userId,
              role: input.role,
              displayName: input.displayName,
              colour: 1,
              joinedAt: new Date(clock.now()),
            },
          },
          interviews: {
            create: { id: interviewId, ordinal: 1, status: state.status, state, setup: initialSetup() },
          },
        },
      });
      return {
        data: {
          room: toRoom(room),
          participant: {
            id: participantId,
            displayName: input.displayName,
            role: input.role,
            colour: 1,
            isHost: true,
          },
          interviewId,
        },
        cookies: guest?.cookies ?? [],
      };
    },

    /** Rooms of the caller, newest first, for the dashboard. */
    async list(actor: Actor): Promise<RoomListItem[]> {
      const owed = new Set((await deps.listUnfinishedForms(actor.userId)).map((form) => form.interviewId));
      const flagged = new Set(await deps.listOpenFlags(actor.userId));
      const rows = await database.participant.findMany({
        // What somebody rates from outside is in their rating queue.
        where: { userId: actor.userId, removedAt: null, role: { not: 'reviewer' } },
        include: {
          room: {
            include: {
              participants: {
                where: { removedAt: null, role: { not: 'reviewer' } },
                select: { userId: true, displayName: true },
              },
              interviews: { orderBy: { ordinal: 'asc' } },
            },
          },
        },
        orderBy: { room: { createdAt: 'desc' } },
        take: LIMITS.listPage,
      });
      const titles = await deps.listScenarioTitles(
        rows.flatMap(({ room }) =>
          room.interviews.flatMap(({ scenarioId: id, scenarioVersion: version }) =>
            id === null || version === null ? [] : [{ id, version }],
          ),
        ),
      );
      return rows.map((row) => ({
        room: toRoom(row.room),
        self: {
          id: row.id,
          displayName: row.displayName,
          // Checked on the way out by the contract.
          role: row.role as Role,
          colour: row.colour,
          isHost: row.room.ownerId === actor.userId,
        },
        partnerNames: row.room.participants
          .filter((p) => p.userId !== actor.userId)
          .map((p) => p.displayName),
        interviews: row.room.interviews.map((interview) => ({
          ...toInterviewStub(interview),
          scenarioTitle: titles.get(`${interview.scenarioId}@${interview.scenarioVersion}`) ?? null,
          startedAt: interview.startedAt?.toISOString() ?? null,
          endedAt: interview.endedAt?.toISOString() ?? null,
          role: roleInRound(row, interview),
          hasUnfinishedForm: owed.has(interview.id),
          hasOpenFlag: flagged.has(interview.id),
        })),
      }));
    },

    /** @throws ROOM_NOT_FOUND, PARTICIPANT_REMOVED */
    async get(actor: Actor, roomId: string): Promise<RoomSnapshot> {
      return snapshot(await requireMember(actor, roomId, isInRoom));
    },

    /** Subscribes the calling socket to the channels of its role. */
    async join(actor: Actor, roomId: string): Promise<Reply<RoomSnapshot>> {
      const member = await requireMember(actor, roomId, isInRoom);
      const data = await snapshot(member);
      return {
        // The caller is about to be online, whatever the count said a moment ago.
        data: { ...data, onlineIds: [...new Set([...data.onlineIds, member.participantId])] },
        effects: [
          { type: 'subscribe', channels: channelsOf(member) },
          { type: 'later', make: async () => [await presenceEffect(roomId)] },
        ],
      };
    },

    presenceEffect,

    async rename(actor: Actor, input: { roomId: string; name: string }): Promise<Reply<Room>> {
      await requireMember(actor, input.roomId, canManagePeople);
      const room = await database.room.update({
        where: { id: input.roomId },
        data: { name: input.name, revision: { increment: 1 } },
      });
      return { data: toRoom(room), effects: [await directory.roomChangedEffect(room.id)] };
    },

    /** The token leaves the server only here. @throws TOO_MANY_INVITES */
    async createInvite(
      actor: Actor,
      input: { roomId: string; role: InviteRole; maxUses: number | null; expiresInHours: number },
      headers: { host?: string | undefined },
    ): Promise<{ invite: Invite; token: string; url: string }> {
      await requireMember(actor, input.roomId, canInvite);
      const now = clock.now();
      const rows = await database.invite.findMany({
        where: { roomId: input.roomId, interviewId: null, revokedAt: null },
      });
      if (rows.filter((row) => inviteState(row, now) === 'open').length >= LIMITS.openInvitesPerRoom) {
        throw new AppError('TOO_MANY_INVITES');
      }
      const token = createInviteToken();
      const row = await database.invite.create({
        data: {
          id: nanoid(),
          roomId: input.roomId,
          tokenHash: hashInviteToken(token),
          role: input.role,
          createdById: actor.userId,
          maxUses: input.maxUses,
          expiresAt: new Date(now + input.expiresInHours * 3_600_000),
          createdAt: new Date(now),
        },
      });
      return { invite: toInvite(row, now), token, url: `${deps.publicUrl(headers)}/join/${token}` };
    },

    async listInvites(actor: Actor, roomId: string): Promise<Invite[]> {
      await requireMember(actor, roomId, canInvite);
      const rows = await database.invite.findMany({
        where: { roomId, interviewId: null },
        orderBy: { createdAt: 'desc' },
        take: LIMITS.listPage,
      });
      return rows.map((row) => toInvite(row, clock.now()));
    },

    /** @throws INVITE_NOT_FOUND when the link is not of this room */
    async revokeInvite(actor: Actor, input: { roomId: string; inviteId: string }): Promise<Invite> {
      await requireMember(actor, input.roomId, canInvite);
      const row = await database.invite.findFirst({
        where: { id: input.inviteId, roomId: input.roomId, interviewId: null },
      });
      if (row === null) throw new AppError('INVITE_NOT_FOUND');
      if (row.revokedAt !== null) return toInvite(row, clock.now());
      const revoked = await database.invite.update({
        where: { id: row.id },
        data: { revokedAt: new Date(clock.now()) },
      });
      return toInvite(revoked, clock.now());
    },

    /** What a link offers; tells nothing about who is inside. @throws INVITE_NOT_FOUND */
    async previewInvite(actor: Actor | null, token: string) {
      const invite = await findInvite(token);
      const state = inviteState(invite, clock.now());
      const member =
        actor === null
          ? null
          : await directory.findMembership({ userId: actor.userId, roomId: invite.roomId });
      return {
        roomName: invite.room.name,
        hostName: invite.room.owner.name,
        role: LinkRoleSchema.parse(invite.role),
        interviewId: invite.interviewId,
        state,
        retentionDays: invite.room.retentionDays,
        participation:
          member === null ||
          (invite.interviewId === null && !isInRoom(member)) ||
          (invite.interviewId !== null && state === 'open' && canBeSecondRater(member.role))
            ? null
            : { roomId: member.roomId, role: member.role },
      };
    },

    /**
     * Enters the room with the link's role. Who is inside already stays what they are and uses nothing up. A removed
     * person may come back only by a link made after the removal.
     * @throws INVITE_*, ROOM_FULL, ROLE_TAKEN, PARTICIPANT_REMOVED
     */
    async acceptInvite(
      actor: Actor | null,
      input: { token: string; displayName: string },
    ): Promise<Reply<{ roomId: string; participant: Participant; interviewId: string | null }>> {
      const invite = await findInvite(input.token);
      const { roomId, interviewId } = invite;
      const present =
        actor === null ? null : await directory.findMembership({ userId: actor.userId, roomId });
      if (interviewId !== null && (present === null || canBeSecondRater(present.role))) {
        return acceptRating(actor, { invite, interviewId, displayName: input.displayName });
      }
      // A second rater may be invited into the room as well; what they were asked to rate stays sealed to them.
      if (present !== null && isInRoom(present)) {
        return { data: { roomId, participant: toParticipant(present), interviewId: null } };
      }
      refuseUnusable(inviteState(invite, clock.now()));
      // Before a guest is made: a refused visitor leaves no account behind.
      checkPlace(await directory.listMembers(roomId), toInvite(invite, clock.now()).role);

      const guest = actor === null ? await deps.createGuest(input.displayName) : null;
      const visitor = actor ?? guest?.actor;
      invariant(visitor !== undefined, 'without a login a guest was made');
      const entered = await database.$transaction(async (tx) => {
        // Raising the revision first locks the room: of two people taking the last place, one waits and is refused.
        const touched = await directory.touch(tx, roomId);
        const members = await directory.listMembersIn(roomId, tx);
        const fresh = await tx.invite.findUniqueOrThrow({ where: { id: invite.id } });
        refuseUnusable(inviteState(fresh, clock.now()));
        const { role } = toInvite(fresh, clock.now());
        checkPlace(members, role);
        const former = await tx.participant.findUnique({
          where: { roomId_userId: { roomId, userId: visitor.userId } },
        });
        if (former !== null && former.removedAt !== null && former.removedAt >= fresh.createdAt) {
          throw new AppError('PARTICIPANT_REMOVED');
        }
        if (role === 'candidate') await refuseSeenScenario(tx, roomId, visitor.userId);
        await tx.invite.update({ where: { id: fresh.id }, data: { uses: { increment: 1 } } });
        const entry = {
          role,
          displayName: input.displayName,
          joinedAt: new Date(clock.now()),
          removedAt: null,
        };
        const row = await tx.participant.upsert({
          where: { roomId_userId: { roomId, userId: visitor.userId } },
          create: { id: nanoid(), roomId, userId: visitor.userId, colour: pickColour(members), ...entry },
          update: entry,
        });
        return { id: row.id, role, colour: row.colour, effects: touched };
      });
      return {
        data: {
          roomId,
          participant: {
            id: entered.id,
            displayName: input.displayName,
            role: entered.role,
            colour: entered.colour,
            isHost: false,
          },
          interviewId: null,
        },
        effects: entered.effects,
        cookies: guest?.cookies ?? [],
      };
    },

    /** @throws FORBIDDEN, PARTICIPANT_NOT_FOUND, ROLE_TAKEN, WRONG_PHASE, SCENARIO_SEEN */
    async changeRole(
      actor: Actor,
      input: { roomId: string; participantId: string; role: InviteRole },
    ): Promise<Reply<Participant>> {
      await requireMember(actor, input.roomId, canManagePeople);
      const outcome = await database.$transaction(async (tx) => {
        const members = listed(await directory.listMembersIn(input.roomId, tx));
        const member = members.find((one) => one.participantId === input.participantId);
        if (member === undefined) throw new AppError('PARTICIPANT_NOT_FOUND');
        if (member.role === input.role) return { member, effects: [] };
        const interview = await newestInterview(input.roomId, tx);
        // Stored by the machine, whose statuses these are.
        if (!canChangeRole(member.role, input.role, interview.status as InterviewStatus)) {
          throw new AppError('WRONG_PHASE');
        }
        const others = members.filter((one) => one !== member);
        if (!hasPlaceFor(input.role, others)) throw new AppError('ROLE_TAKEN');
        if (input.role === 'candidate') await refuseSeenScenario(tx, input.roomId, member.userId);
        const effects = await directory.reassignRoles(tx, {
          roomId: input.roomId,
          roles: [{ participantId: member.participantId, role: input.role }],
        });
        return { member: { ...member, role: input.role }, effects };
      });
      return { data: toParticipant(outcome.member), effects: outcome.effects };
    },

    /** Everything the person wrote stays; they may come back by a new link. @throws HOST_MUST_STAY */
    async removeParticipant(
      actor: Actor,
      input: { roomId: string; participantId: string },
    ): Promise<Reply<{ participantId: string }>> {
      await requireMember(actor, input.roomId, canManagePeople);
      const effects = await database.$transaction(async (tx) => {
        const members = listed(await directory.listMembersIn(input.roomId, tx));
        const member = members.find((one) => one.participantId === input.participantId);
        if (member === undefined) throw new AppError('PARTICIPANT_NOT_FOUND');
        if (member.isHost) throw new AppError('HOST_MUST_STAY');
        await tx.participant.update({
          where: { id: member.participantId },
          data: { removedAt: new Date(clock.now()) },
        });
        return [
          ...directory.accessChangedEffects(member, null),
          ...(await directory.touch(tx, input.roomId)),
        ];
      });
      return { data: { participantId: input.participantId }, effects };
    },
  };

  /** Takes the seat a reviewer's link keeps. Following it again as the same person changes nothing. */
  async function acceptRating(
    actor: Actor | null,
    input: { invite: InviteRow; interviewId: string; displayName: string },
  ): Promise<Reply<{ roomId: string; participant: Participant; interviewId: string }>> {
    const { invite, interviewId, displayName } = input;
    const { roomId } = invite;
    const isMine = actor !== null && (await deps.isRaterOf({ inviteId: invite.id, userId: actor.userId }));
    if (!isMine) refuseUnusable(inviteState(invite, clock.now()));
    const guest = actor === null ? await deps.createGuest(displayName) : null;
    const visitor = actor ?? guest?.actor;
    invariant(visitor !== undefined, 'without a login a guest was made');
    if (!isMine) {
      await database.$transaction(async (tx) => {
        // Locks the interview: of two people following one link, the second finds it used.
        await tx.$queryRaw`SELECT "id" FROM "interview" WHERE "id" = ${interviewId} FOR UPDATE`;
        const fresh = await tx.invite.findUniqueOrThrow({ where: { id: invite.id } });
        refuseUnusable(inviteState(fresh, clock.now()));
        const former = await tx.participant.findUnique({
          where: { roomId_userId: { roomId, userId: visitor.userId } },
        });
        if (former !== null && former.removedAt !== null && former.removedAt >= fresh.createdAt) {
          throw new AppError('PARTICIPANT_REMOVED');
        }
        const { participantId } = await directory.enterAsReviewer(tx, {
          roomId,
          userId: visitor.userId,
          displayName,
        });
        await tx.invite.update({ where: { id: fresh.id }, data: { uses: { increment: 1 } } });
        await deps.takeRating(tx, { inviteId: fresh.id, participantId });
      });
    }
    const member = await directory.getMembership({ userId: visitor.userId, roomId });
    return {
      data: { roomId, participant: toParticipant(member), interviewId },
      cookies: guest?.cookies ?? [],
    };
  }

  /** A person who has read the guide of the chosen scenario cannot be its candidate. */
  async function refuseSeenScenario(
    tx: Prisma.TransactionClient,
    roomId: string,
    userId: string,
  ): Promise<void> {
    const interview = await newestInterview(roomId, tx);
    if (interview.status === 'revealed' || interview.status === 'closed') return;
    const setup = interview.setup as { scenarioId?: string | null } | null;
    const scenarioId = setup?.scenarioId ?? null;
    if (scenarioId === null) return;
    const seen = await tx.seenScenario.findUnique({ where: { userId_scenarioId: { userId, scenarioId } } });
    if (seen !== null) throw new AppError('SCENARIO_SEEN');
  }
}

export type RoomsService = ReturnType<typeof createRoomsService>;

function refuseUnusable(state: Invite['state']): void {
  if (state === 'revoked') throw new AppError('INVITE_REVOKED');
  if (state === 'used') throw new AppError('INVITE_USED');
  if (state === 'expired') throw new AppError('INVITE_EXPIRED');
}

function checkPlace(members: readonly Membership[], role: InviteRole): void {
  if (isRoomFull(members)) throw new AppError('ROOM_FULL');
  if (!hasPlaceFor(role, members)) throw new AppError('ROLE_TAKEN');
}

/** Candidate and lead are fixed when a round starts; everybody else is what they are in the room. */
function roleInRound(
  participant: { id: string; role: string },
  interview: { candidateId: string | null; leadId: string | null },
): Role {
  if (participant.id === interview.candidateId) return 'candidate';
  if (participant.id === interview.leadId) return 'interviewer';
  // Checked on the way out by the contract.
  return participant.role as Role;
}
