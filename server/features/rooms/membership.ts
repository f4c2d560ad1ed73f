import type { Prisma } from '#prisma/generated/client.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import type { Effect } from '#server/platform/operation.ts';

/** An active participant: what policies of every feature decide on. */
export interface Membership {
  readonly participantId: string;
  readonly roomId: string;
  readonly userId: string;
  readonly role: Role;
  readonly displayName: string;
  /** 1..6 */
  readonly colour: number;
  readonly isHost: boolean;
}

/** What other features ask of rooms. */
export interface RoomDirectory {
  /** Null for strangers and removed people. */
  findMembership(input: { userId: string; roomId: string }): Promise<Membership | null>;
  /** @throws ROOM_NOT_FOUND to strangers (a room's existence is not told), PARTICIPANT_REMOVED */
  getMembership(input: { userId: string; roomId: string }): Promise<Membership>;
  /** Active people, in the order they joined. */
  listMembers(roomId: string): Promise<Membership[]>;
  /**
   * Inside the caller's transaction: gives each person a new role and raises the room's revision. The effects (to be
   * returned after the commit) tell everybody, move sockets between channels and ask document access again.
   */
  reassignRoles(
    tx: Prisma.TransactionClient,
    input: { roomId: string; roles: readonly { participantId: string; role: Role }[] },
  ): Promise<Effect[]>;
  /** Inside the caller's transaction: lets somebody in for second ratings alone; who is in the room already stays it. */
  enterAsReviewer(
    tx: Prisma.TransactionClient,
    input: { roomId: string; userId: string; displayName: string },
  ): Promise<{ participantId: string; role: Role }>;
  /** Inside the caller's transaction: a link for one person to one second rating. The token is in `path` and nowhere else. */
  createReviewerLink(
    tx: Prisma.TransactionClient,
    input: { roomId: string; interviewId: string; createdById: string; expiresAt: Date },
  ): Promise<{ inviteId: string; path: string }>;
  /** Inside the caller's transaction: raises the room's revision after its list of interviews changed; effect tells everybody. */
  touch(tx: Prisma.TransactionClient, roomId: string): Promise<Effect[]>;
}
