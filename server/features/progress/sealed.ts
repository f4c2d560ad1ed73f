import type { ProgressDeps } from './progress.deps.ts';
import { keepUnclosed, listOpenRubrics, type RatingRow } from './progress.queries.ts';

/** What is asked of an interview to know whether its lead still rates blind. */
interface Led {
  readonly interviewId: string;
  readonly leadUserId: string | null;
}

/**
 * Opened interviews that one person still has to rate: nothing said in them may reach that person, not even as a part
 * of a mean. Once an interview is closed nothing can be handed in any more, so nothing has to be kept back.
 */
export async function listSealed(
  deps: Pick<ProgressDeps, 'database' | 'listBlindInterviews'>,
  input: { userId: string; interviews: readonly Led[]; ratings: readonly RatingRow[] },
): Promise<Set<string>> {
  const { userId } = input;
  const own = new Set(
    input.ratings.filter((row) => row.userId === userId).map(({ interviewId }) => interviewId),
  );
  const begun = await listOpenRubrics(deps.database, userId);
  const given = (await deps.listBlindInterviews?.(userId)) ?? [];
  return keepUnclosed(deps.database, [
    ...input.interviews
      .filter(({ interviewId, leadUserId }) => leadUserId === userId && !own.has(interviewId))
      .map(({ interviewId }) => interviewId),
    ...begun,
    ...given,
  ]);
}
