import { readFile } from 'node:fs/promises';
import { nanoid } from 'nanoid';
import { pino } from 'pino';
import type { z } from 'zod';
import * as contract from '#shared/contracts/interviews.contract.ts';
import type { OperationContract, OutputOf, RequestOf } from '#shared/contracts/operation.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { initialInterview, initialSetup } from '#shared/domain/interview-machine.ts';
import type { InterviewSetup } from '#shared/domain/interview-state.ts';
import type { Role } from '#shared/domain/vocabulary.ts';
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { PrismaClient } from '#prisma/generated/client.ts';
import {
  createInterviewsModule,
  type InterviewsModule,
} from '#server/features/interviews/interviews.module.ts';
import { createMemberDirectory } from '#server/features/rooms/member-directory.ts';
import { createScenarioBank } from '#server/features/scenarios/scenario-bank.ts';
import { createScenarioLibrary } from '#server/features/scenarios/scenario-library.ts';
import { parseScenarioFile } from '#server/features/scenarios/scenario-file.ts';
import {
  toCandidateScenario,
  toInterviewerScenario,
  toRevealFace,
} from '#server/features/scenarios/scenarios.view.ts';
import type { Effect } from '#server/platform/operation.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';

/** A room with one person of each role, the interviews feature on a database of its own, and what it said to whom. */

const SCENARIO_FILE = new URL(
  '../../../server/features/scenarios/bank/ad-click-prediction.yaml',
  import.meta.url,
);

export const PEOPLE = [
  'lead',
  'co',
  'candidate',
  'shadow',
  'observer',
  'reviewer',
  'removed',
  'stranger',
] as const;
export type Person = (typeof PEOPLE)[number];

const ROLE_OF: Record<Exclude<Person, 'stranger'>, Role> = {
  lead: 'interviewer',
  co: 'interviewer',
  candidate: 'candidate',
  shadow: 'shadow',
  observer: 'observer',
  reviewer: 'reviewer',
  removed: 'observer',
};

type Broadcast = Extract<Effect, { type: 'broadcast' }>;

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export interface InterviewWorld {
  readonly database: PrismaClient;
  readonly clock: FakeClock;
  readonly interviews: InterviewsModule;
  readonly roomId: string;
  readonly interviewId: string;
  readonly scenario: Scenario;
  readonly otherScenario: Scenario;
  /** What was said to sockets, in order. */
  readonly broadcasts: Broadcast[];
  /** Document id, bytes as text; and `access <interviewId>` for refreshed access. In order with the broadcasts. */
  readonly happened: string[];
  /** A module on the same database, as a second process would have it. */
  openModule(): InterviewsModule;
  /** The road of a call without the transport: strict parse, handler, strict parse of the answer, effects. */
  call<C extends OperationContract>(
    operation: C,
    person: Person,
    input: RequestOf<C>,
    module?: InterviewsModule,
  ): Promise<OutputOf<C>>;
  setup(overrides?: Partial<InterviewSetup>): InterviewSetup;
  /** Prepares, opens the lobby, and lets candidate and lead say ready. */
  toLobby(overrides?: Partial<InterviewSetup>): Promise<void>;
  /** The same and then starts. */
  toRunning(overrides?: Partial<InterviewSetup>): Promise<void>;
  setRole(person: Person, role: Role): Promise<void>;
  close(): Promise<void>;
}

/** People of each world carry the room in their ids: the worlds of one file share a database. */
export function userId(world: { roomId: string }, person: Person): string {
  return `user-${world.roomId}-${person}`;
}

export function participantId(world: { roomId: string }, person: Person): string {
  return `${world.roomId}-${person}`;
}

let scenarioText: Promise<string> | null = null;

async function loadScenarios(): Promise<{ scenario: Scenario; otherScenario: Scenario }> {
  scenarioText ??= readFile(SCENARIO_FILE, 'utf8');
  const parsed = parseScenarioFile({ file: 'ad-click-prediction.yaml', text: await scenarioText });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const { scenario } = parsed;
  const otherScenario = structuredClone(scenario);
  otherScenario.meta.id = 'another-case';
  otherScenario.meta.title = 'Another case';
  otherScenario.interviewer.canary = 'IV-another-case-0123456789abcdef';
  return { scenario, otherScenario };
}

export async function openWorld(database: PrismaClient): Promise<InterviewWorld> {
  const clock = createFakeClock(Date.UTC(2026, 0, 15, 10));
  const { scenario, otherScenario } = await loadScenarios();
  const library = createScenarioLibrary({ database, bank: createScenarioBank([scenario, otherScenario]) });
  const broadcasts: Broadcast[] = [];
  const happened: string[] = [];
  const roomId = nanoid();
  const interviewId = nanoid();

  await database.user.createMany({
    data: PEOPLE.map((person) => ({
      id: userId({ roomId }, person),
      name: person,
      email: `${person}@${roomId.toLowerCase()}.example.org`,
    })),
  });
  await database.room.create({ data: { id: roomId, name: 'Room', ownerId: userId({ roomId }, 'lead') } });
  await database.participant.createMany({
    data: PEOPLE.flatMap((person, index) =>
      person === 'stranger'
        ? []
        : [
            {
              id: participantId({ roomId }, person),
              roomId,
              userId: userId({ roomId }, person),
              role: ROLE_OF[person],
              displayName: person,
              colour: (index % 6) + 1,
              removedAt: person === 'removed' ? new Date(clock.now()) : null,
            },
          ],
    ),
  });
  const state = initialInterview();
  await database.interview.create({
    data: { id: interviewId, roomId, ordinal: 1, status: state.status, state, setup: initialSetup() },
  });

  async function carryOut(effects: readonly Effect[]): Promise<void> {
    for (const effect of effects) {
      if (effect.type === 'broadcast') {
        broadcasts.push(effect);
        happened.push(`${effect.event} -> ${effect.channel.replace(roomId, 'ROOM')}`);
      } else if (effect.type === 'later') {
        await carryOut(await effect.make());
      } else if (effect.type === 'run') {
        await effect.run();
      }
    }
  }

  const seeded = new Set<string>();
  function openModule(): InterviewsModule {
    return createInterviewsModule({
      database,
      clock,
      log: pino({ level: 'silent' }),
      rooms: createMemberDirectory({ database, clock, onAccessChanged: async () => {} }),
      scenarios: {
        ...library,
        toCandidate: toCandidateScenario,
        toInterviewer: toInterviewerScenario,
        toRevealFace,
      },
      documents: {
        async seed({ documentId, update }) {
          if (seeded.has(documentId)) return;
          seeded.add(documentId);
          happened.push(`seed ${documentId} ${new TextDecoder().decode(update)}`);
        },
        refreshAccess(input) {
          happened.push(`access ${input.interviewId}`);
        },
      },
      templates: {
        notes: (framework) => toBytes(`notes for ${framework}`),
        privateNotes: () => toBytes('private notes'),
        starterBoard: (of) => toBytes(of ? `board of ${of.meta.id}` : 'empty board'),
      },
      emit: carryOut,
    });
  }

  const interviews = openModule();
  const opens: InterviewsModule[] = [interviews];

  const world: InterviewWorld = {
    database,
    clock,
    interviews,
    roomId,
    interviewId,
    scenario,
    otherScenario,
    broadcasts,
    happened,
    openModule() {
      const another = openModule();
      opens.push(another);
      return another;
    },
    async call(operation, person, input, module = interviews) {
      const handler = module.operations.find(({ contract: served }) => served.name === operation.name);
      if (!handler) throw new Error(`${operation.name} is not served`);
      const reply = await handler.run({
        actor: { userId: userId({ roomId }, person), loginSessionId: 'login', name: person, isGuest: false },
        input: operation.input.parse(input),
        headers: {},
        socketId: null,
        log: pino({ level: 'silent' }),
      });
      // The contract's own schema has parsed it, so it is what the contract says.
      const data = operation.output.parse(reply.data) as z.output<(typeof operation)['output']>;
      await carryOut(reply.effects ?? []);
      return data;
    },
    setup: (overrides = {}) => ({ ...initialSetup(), scenarioId: scenario.meta.id, ...overrides }),
    async toLobby(overrides) {
      await world.call(contract.configureInterview, 'lead', { interviewId, setup: world.setup(overrides) });
      await world.call(contract.openLobby, 'lead', { interviewId });
      for (const person of ['candidate', 'lead'] as const) {
        await world.call(contract.setReady, person, { interviewId, isReady: true });
      }
    },
    async toRunning(overrides) {
      await world.toLobby(overrides);
      await world.call(contract.startInterview, 'lead', { interviewId });
    },
    async setRole(person, role) {
      await database.participant.update({ where: { id: participantId({ roomId }, person) }, data: { role } });
    },
    async close() {
      for (const module of opens) await module.close();
      // Gone with its interviews, so that the deadline sweep of the next world finds only its own.
      await database.room.delete({ where: { id: roomId } });
    },
  };
  return world;
}

/** The code a promise is refused with; a test fails if it is not refused by a documented code. */
export async function refusalOf(promise: Promise<unknown>): Promise<ErrorCode> {
  const outcome = await promise.then(
    () => 'nothing was refused',
    (error: unknown) => error,
  );
  if (outcome instanceof AppError) return outcome.code;
  throw outcome instanceof Error ? outcome : new Error(String(outcome));
}
