import type { Interview, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { FeatureModule } from '#server/platform/operation.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';
import { listUnfinishedForms } from './assigned-forms.ts';
import { createEvidenceService } from './evidence.service.ts';
import { createFormsService } from './forms.service.ts';
import { listCountedHints, type CountedHint } from './hint-help.ts';
import type { InterviewSource, ScenarioSource } from './interview-source.ts';
import { rubricOperations } from './rubric.operations.ts';
import { readSubmissions, type Submissions } from './submissions.ts';

export type { Submissions };

export interface RubricModuleDeps {
  readonly database: PrismaClient;
  readonly interviews: InterviewSource;
  readonly scenarios: ScenarioSource;
  readonly clock: Clock;
  /** Runs in the transaction of a form handed in after the others were opened. */
  readonly onLateSubmission?: (tx: Prisma.TransactionClient, interviewId: string) => Promise<void>;
}

/** Evidence notes and the sealed forms of an interview. */
export interface RubricModule extends FeatureModule {
  /** Forms a person still owes, for the dashboard. */
  listUnfinishedForms(userId: string): Promise<{ interviewId: string; kind: FormKind }[]>;
  /** Everything that was handed in. The caller has checked that the interview is revealed. */
  readSubmissions(interviewId: string): Promise<Submissions>;
  /** Hints that count, in time order; interviewer-only until summed up for a review. */
  listHints(interview: Pick<Interview, 'id' | 'scenarioId' | 'scenarioVersion'>): Promise<CountedHint[]>;
}

export function createRubricModule(deps: RubricModuleDeps): RubricModule {
  const evidence = createEvidenceService(deps);
  const forms = createFormsService(deps);
  return {
    operations: rubricOperations({ evidence, forms }),
    listUnfinishedForms: (userId) => listUnfinishedForms(deps.database, userId),
    readSubmissions: (interviewId) => readSubmissions(deps.database, interviewId),
    listHints: (interview) => listCountedHints(deps, interview),
  };
}
