import type { Interview, Prisma, PrismaClient } from '#prisma/generated/client.ts';
import {
  InterviewSetupSchema,
  InterviewStateSchema,
  type InterviewSetup,
  type InterviewState,
  type Phase,
} from '#shared/domain/interview-state.ts';
import { planPhases } from '#shared/domain/phase-plan.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { InterviewScenarios } from './interviews.deps.ts';

/** Where rows are read: the database, or a transaction that is under way. */
export type Reader = PrismaClient | Prisma.TransactionClient;

/** An interview's row with its JSON columns read. */
export interface InterviewRecord {
  readonly row: Interview;
  readonly state: InterviewState;
  readonly setup: InterviewSetup;
  readonly retentionDays: number;
}

export async function findInterview(reader: Reader, interviewId: string): Promise<InterviewRecord | null> {
  const found = await reader.interview.findUnique({
    where: { id: interviewId },
    include: { room: { select: { retentionDays: true } } },
  });
  if (!found) return null;
  const { room, ...row } = found;
  return {
    row,
    state: InterviewStateSchema.parse(row.state),
    setup: InterviewSetupSchema.parse(row.setup),
    retentionDays: room.retentionDays,
  };
}

/** The pinned scenario, or before the start the newest version of the chosen one; null when none is or can be chosen. */
export async function findScenario(
  { row, setup }: InterviewRecord,
  scenarios: Pick<InterviewScenarios, 'get' | 'findOffered'>,
  reader?: Reader,
): Promise<Scenario | null> {
  if (row.scenarioId !== null && row.scenarioVersion !== null) {
    return scenarios.get({ id: row.scenarioId, version: row.scenarioVersion }, reader);
  }
  const { scenarioId } = setup;
  return scenarioId === null ? null : scenarios.findOffered({ scenarioId, roomId: row.roomId }, reader);
}

export function planOf(scenario: Scenario, { framework, format }: InterviewSetup): Phase[] {
  const { steps, bookends } = scenario.interviewer;
  return planPhases({ framework, format, steps, bookends });
}
