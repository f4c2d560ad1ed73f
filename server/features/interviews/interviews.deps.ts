import type { Logger } from 'pino';
import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import type {
  CandidateScenario,
  InterviewerScenario,
  RevealFace,
  Scenario,
} from '#shared/contracts/scenario-format.contract.ts';
import type { Framework } from '#shared/domain/vocabulary.ts';
import type { RoomDirectory } from '#server/features/rooms/membership.ts';
import type { ScenarioLibrary } from '#server/features/scenarios/scenarios.module.ts';
import type { Clock } from '#server/platform/clock.ts';
import type { Effect } from '#server/platform/operation.ts';

/** What interviews ask of scenarios: the library, and the only ways a scenario leaves the server. */
export interface InterviewScenarios extends Pick<
  ScenarioLibrary,
  'get' | 'findOffered' | 'listOffered' | 'hold'
> {
  toCandidate(scenario: Scenario): CandidateScenario;
  toInterviewer(scenario: Scenario): InterviewerScenario;
  /** @throws GUIDE_ITEM_NOT_FOUND */
  toRevealFace(scenario: Scenario, revealId: string): RevealFace;
}

export interface InterviewDocuments {
  /**
   * Writes a document's first update, durably. Does nothing when the document holds anything already, so that a
   * repeated start cannot put a second template beside what people wrote.
   */
  seed(input: { documentId: string; authorId: string; update: Uint8Array }): Promise<void>;
  /** Asks anew what the open connections of an interview (of one person) may do. */
  refreshAccess(input: { interviewId: string; userId?: string }): void | Promise<void>;
}

/** First content of the documents, as Yjs updates. The same input always gives the same bytes. */
export interface DocumentTemplates {
  notes(framework: Framework): Uint8Array;
  privateNotes(): Uint8Array;
  /** The scenario's starter board, or the empty board for null; null when there is nothing to write. */
  starterBoard(scenario: Scenario | null): Uint8Array | null;
}

export interface InterviewsDeps {
  readonly database: PrismaClient;
  readonly clock: Clock;
  readonly log: Logger;
  readonly rooms: RoomDirectory;
  readonly scenarios: InterviewScenarios;
  readonly documents: InterviewDocuments;
  readonly templates: DocumentTemplates;
  /** Carries out effects that no call is the cause of: forms opened by their deadline. */
  readonly emit: (effects: readonly Effect[]) => void | Promise<void>;
  /** Called in the transaction that opens the forms, once an interview: what is derived from them commits with them. */
  readonly onRevealed?: (
    tx: Prisma.TransactionClient,
    forms: { roomId: string; interviewId: string; revealedAt: Date },
  ) => Promise<void>;
}
