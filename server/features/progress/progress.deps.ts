import type { PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Logger } from '#server/platform/log.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';

export interface ProgressDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly scenarios: {
    /** What may be chosen now. */
    list(): readonly Scenario[];
    /** A pinned version; null when it is gone. */
    find(pin: { id: string; version: string }): Promise<Scenario | null>;
    /** Titles of pinned versions under `id@version`; those that are gone are left out. */
    listTitles(pins: readonly { id: string; version: string }[]): Promise<ReadonlyMap<string, string>>;
  };
  /**
   * Opened interviews whose ratings the person must not see yet for reasons this feature does not know, such as a
   * second rating they were asked for and have not begun. Drafts and the lead's missing rubric are looked for here.
   */
  readonly listBlindInterviews?: (userId: string) => Promise<readonly string[]>;
}
