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
    /** A pinned version; null when this build no longer holds it. */
    find(pin: { id: string; version: string }): Scenario | null;
  };
  /**
   * Opened interviews whose ratings the person must not see yet for reasons this feature does not know, such as a
   * second rating they were asked for and have not begun. Drafts and the lead's missing rubric are looked for here.
   */
  readonly listBlindInterviews?: (userId: string) => Promise<readonly string[]>;
}
