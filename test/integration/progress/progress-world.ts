import { pino } from 'pino';
import { createScenarioLibrary } from '#server/features/scenarios/scenario-library.ts';
import { createProgressModule } from '#server/features/progress/progress.module.ts';
import type { OperationContract, OutputOf, RequestOf } from '#shared/contracts/operation.ts';
import type { Rating } from '#shared/domain/rubric-config.ts';
import type { RubricContent } from '#shared/domain/rubric-forms.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import { finishedRubric } from '../rubric/rated-room.ts';

/** The progress feature on a database, called as a signed-in person. */
export async function openProgress({ database, clock }: { database: PrismaClient; clock: Clock }) {
  const bank = await loadShippedBank();
  const library = createScenarioLibrary({ database, bank });
  const module = createProgressModule({
    database,
    clock,
    log: pino({ level: 'silent' }),
    scenarios: {
      list: () => bank.list(),
      find: (pin) => library.find(pin),
      listTitles: (pins) => library.listTitles(pins),
    },
  });
  return {
    module,
    async ask<C extends OperationContract>(
      contract: C,
      userId: string,
      input: RequestOf<C>,
    ): Promise<OutputOf<C>> {
      const handler = module.operations.find((each) => each.contract.name === contract.name);
      if (!handler) throw new Error(`no handler for ${contract.name}`);
      const { data } = await handler.run({
        actor: { userId, loginSessionId: 'login', name: userId, isGuest: false },
        input: contract.input.parse(input),
        headers: {},
        socketId: null,
        log: pino({ level: 'silent' }),
      });
      // Parsed by the contract itself.
      return contract.output.parse(JSON.parse(JSON.stringify(data))) as OutputOf<C>;
    },
  };
}

export type Progress = Awaited<ReturnType<typeof openProgress>>;

/** A complete rubric with one rating throughout but for what is named. */
export function rubricWith(rating: Rating, changes: Partial<Record<Dimension, Rating>> = {}): RubricContent {
  return finishedRubric({
    dimensions: byDimension((dimension) => ({
      rating: changes[dimension] ?? rating,
      notAssessed: null,
      ceilingReason: '',
    })),
    consistencyNote: 'Ratings and outcome differ because the end was strong.',
  });
}
