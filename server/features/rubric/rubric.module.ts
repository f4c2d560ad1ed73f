import type { Interview, Prisma } from '#prisma/generated/client.ts';
import type { Effect, FeatureModule } from '#server/platform/operation.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';
import { areAllFormsIn, listUnfinishedForms } from './assigned-forms.ts';
import { createEvidenceService } from './evidence.service.ts';
import { createFormsService, type FormsServiceDeps, type Standing } from './forms.service.ts';
import { listCountedHints, type CountedHint } from './hint-help.ts';
import { rubricOperations } from './rubric.operations.ts';
import { readSubmissions, type Submissions } from './submissions.ts';

export type { Submissions };

export type RubricModuleDeps = FormsServiceDeps;

/** Evidence notes and the sealed forms of an interview. */
export interface RubricModule extends FeatureModule {
  /** Forms a person still owes, for the dashboard. */
  listUnfinishedForms(userId: string): Promise<{ interviewId: string; kind: FormKind }[]>;
  /**
   * The forms are open and none is owed any more, or none can be handed in: nobody is kept from knowing who handed in what.
   * False for an interview that is gone.
   */
  areAllFormsIn(interviewId: string): Promise<boolean>;
  /** Everything that was handed in. The caller has checked that the interview is revealed. */
  readSubmissions(interviewId: string): Promise<Submissions>;
  /** Inside the caller's transaction, which holds the interview: opens the forms when nothing is missing any more. */
  revealIfComplete(
    tx: Prisma.TransactionClient,
    interview: Pick<Interview, 'id' | 'candidateId' | 'leadId'>,
  ): Promise<readonly Effect[]>;
  /** Tells those who may know of it that the review is worth reading again. */
  newsEffects(interview: Pick<Interview, 'id' | 'candidateId'>): Promise<readonly Effect[]>;
  /** Whether a person may know who of the others has rated. */
  maySeeOthers(standing: Standing): Promise<boolean>;
  /** Hints that count, in time order; interviewer-only until summed up for a review. */
  listHints(interview: Pick<Interview, 'id' | 'scenarioId' | 'scenarioVersion'>): Promise<CountedHint[]>;
}

export function createRubricModule(deps: RubricModuleDeps): RubricModule {
  const evidence = createEvidenceService(deps);
  const forms = createFormsService(deps);
  return {
    operations: rubricOperations({ evidence, forms }),
    listUnfinishedForms: (userId) => listUnfinishedForms(deps.database, userId),
    areAllFormsIn: (interviewId) => areAllFormsIn(deps.database, interviewId),
    readSubmissions: (interviewId) => readSubmissions(deps.database, interviewId),
    revealIfComplete: (tx, interview) => forms.revealIfComplete(tx, interview),
    newsEffects: (interview) => forms.newsEffects(interview),
    maySeeOthers: (standing) => forms.maySeeOthers(standing),
    listHints: (interview) => listCountedHints(deps, interview),
  };
}
