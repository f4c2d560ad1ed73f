import type { Logger } from 'pino';
import type { PrismaClient } from '#prisma/generated/client.ts';
import type { RoomDirectory } from '#server/features/rooms/membership.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { FeatureModule } from '#server/platform/operation.ts';
import { createBankPageService, type SeenSource } from './bank-page.service.ts';
import { createOwnScenariosService } from './own-scenarios.service.ts';
import type { ScenarioBank } from './scenario-bank.ts';
import { createScenarioLibrary, type ScenarioLibrary } from './scenario-library.ts';
import { createScenarioReader } from './scenario-reader.ts';
import { scenarioOperations } from './scenarios.operations.ts';

export type { ScenarioLibrary };

/** What other features ask of scenarios. */
export interface ScenariosModule extends FeatureModule {
  readonly library: ScenarioLibrary;
  close(): Promise<void>;
}

/** The bank page, own scenarios, and the library interviews choose from. */
export function createScenariosModule(deps: {
  database: PrismaClient;
  clock: Clock;
  log: Logger;
  bank: ScenarioBank;
  rooms: Pick<RoomDirectory, 'getMembership'>;
  seen: SeenSource;
  /** File of the thread that reads authors' texts. */
  readingThread: string;
  templatePath: string;
}): ScenariosModule {
  const library = createScenarioLibrary(deps);
  const reader = createScenarioReader({ entry: deps.readingThread });
  return {
    library,
    operations: scenarioOperations({
      bankPage: createBankPageService({ ...deps, library }),
      own: createOwnScenariosService({ ...deps, reader }),
    }),
    close: () => reader.close(),
  };
}
