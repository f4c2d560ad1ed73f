import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';

/**
 * Gives everything a guest has to the account they signed up for or into. Where the account is in the same room
 * already, the account's own place stays and the guest's is marked as left.
 */
export async function mergeGuestIntoAccount(
  database: PrismaClient,
  input: { guestId: string; accountId: string },
  /** Runs in the same transaction, after the places have moved. */
  onMoved?: (tx: Prisma.TransactionClient, input: { guestId: string; accountId: string }) => Promise<void>,
): Promise<void> {
  const { guestId, accountId } = input;
  await database.$transaction(async (tx) => {
    const taken = await tx.participant.findMany({ where: { userId: accountId }, select: { roomId: true } });
    const takenRooms = taken.map((row) => row.roomId);
    await tx.participant.updateMany({
      where: { userId: guestId, roomId: { notIn: takenRooms } },
      data: { userId: accountId },
    });
    await tx.participant.updateMany({
      where: { userId: guestId, removedAt: null },
      data: { removedAt: new Date() },
    });
    await tx.room.updateMany({ where: { ownerId: guestId }, data: { ownerId: accountId } });
    await onMoved?.(tx, input);
    const seen = await tx.seenScenario.findMany({ where: { userId: guestId } });
    await tx.seenScenario.createMany({
      data: seen.map((row) => ({ ...row, userId: accountId })),
      skipDuplicates: true,
    });
    await tx.ownScenario.updateMany({ where: { ownerId: guestId }, data: { ownerId: accountId } });
    // Where both are in the middle of one reference interview, the account's run goes on and the guest's is over.
    const active = await tx.calibrationRun.findMany({
      where: { userId: { in: [guestId, accountId] }, activeKey: { not: null } },
      select: { id: true, userId: true, referenceId: true },
    });
    const going = new Set(active.filter((run) => run.userId === accountId).map((run) => run.referenceId));
    for (const { id, referenceId } of active.filter((run) => run.userId === guestId)) {
      await tx.calibrationRun.update({
        where: { id },
        data: going.has(referenceId)
          ? { activeKey: null, endedAt: new Date(), isGivenUp: true }
          : { activeKey: `${accountId}:${referenceId}` },
      });
    }
    await tx.calibrationRun.updateMany({ where: { userId: guestId }, data: { userId: accountId } });
    await tx.loginSession.deleteMany({ where: { userId: guestId } });
    // A guest whose place in a shared room stays on record keeps a row without any way to log in.
    const remaining = await tx.participant.count({ where: { userId: guestId } });
    if (remaining === 0) await tx.user.delete({ where: { id: guestId } });
  });
}
