import type { Actor } from '#server/platform/operation.ts';
import type { HistoryItem, HistorySide } from '#shared/contracts/progress.contract.ts';
import type { OutputOf } from '#shared/contracts/operation.ts';
import type { listHistory } from '#shared/contracts/progress.contract.ts';
import type { ProgressDeps } from './progress.deps.ts';
import {
  listAsCandidate,
  listAsInterviewer,
  namesOf,
  readRatings,
  type HistoryRow,
  type Position,
  type RatingRow,
} from './progress.queries.ts';
import { readScenarioNames } from './scenario-names.ts';
import { listSealed } from './sealed.ts';
import { toHistoryResult } from './progress.view.ts';

/** Interviews on one page of the history. */
const PAGE = 30;

/** A person's own opened interviews, a page at a time. */
export function createHistoryService(deps: ProgressDeps) {
  const { database } = deps;

  return {
    /** Newest first; `after` is the `next` of the page before. Pages stay whole while new interviews come in. */
    async list(
      actor: Actor,
      input: { side: HistorySide; after?: string | undefined },
    ): Promise<OutputOf<typeof listHistory>> {
      const after = input.after === undefined ? null : parseCursor(input.after);
      const list = input.side === 'candidate' ? listAsCandidate : listAsInterviewer;
      const rows = await list(database, { userId: actor.userId, after, take: PAGE + 1 });
      const page = rows.slice(0, PAGE);
      const last = page.at(-1);
      return {
        items: await toItems(actor.userId, page),
        next: rows.length > PAGE && last ? toCursor(last) : null,
      };
    },
  };

  async function toItems(userId: string, page: readonly HistoryRow[]): Promise<HistoryItem[]> {
    const ratings = await readRatings(database, {
      interviewIds: page.map(({ interviewId }) => interviewId),
      kind: 'rubric',
    });
    const sealed = await listSealedIn(userId, page, ratings);
    const partnerOf = ({ seat, candidateId, leadId }: HistoryRow) =>
      seat === 'candidate' ? leadId : candidateId;
    const names = await namesOf(
      database,
      page.flatMap((row) => partnerOf(row) ?? []),
    );
    const nameOf = await readScenarioNames(deps.scenarios, page);
    return page.map((row) => ({
      interviewId: row.interviewId,
      roomId: row.roomId,
      seat: row.seat,
      scenario: nameOf(row),
      level: row.level,
      format: row.format,
      endedAt: row.endedAt.toISOString(),
      revealedAt: row.revealedAt.toISOString(),
      durationMs: row.durationMs,
      partnerName: names.get(partnerOf(row) ?? '') ?? null,
      result: sealed.has(row.interviewId)
        ? { state: 'sealed' as const }
        : toHistoryResult(ratings.filter(({ interviewId }) => interviewId === row.interviewId)),
    }));
  }

  /** A candidate rates nobody, so nothing is sealed on that side. */
  function listSealedIn(userId: string, page: readonly HistoryRow[], ratings: readonly RatingRow[]) {
    const rated = page.filter(({ seat }) => seat !== 'candidate');
    if (rated.length === 0) return Promise.resolve(new Set<string>());
    return listSealed(deps, {
      userId,
      interviews: rated.map(({ interviewId, seat }) => ({
        interviewId,
        leadUserId: seat === 'lead' ? userId : null,
      })),
      ratings,
    });
  }
}

export type HistoryService = ReturnType<typeof createHistoryService>;

/** The contract has checked the shape: a time, `~`, an id. */
function parseCursor(cursor: string): Position {
  const [time = '', interviewId = ''] = cursor.split('~');
  return { revealedAt: new Date(time), interviewId };
}

function toCursor({ revealedAt, interviewId }: Position): string {
  return `${revealedAt.toISOString()}~${interviewId}`;
}
