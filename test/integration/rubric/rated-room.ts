import { nanoid } from 'nanoid';
import { pino } from 'pino';
import type { Prisma } from '#prisma/generated/client.ts';
import { createInterviewsModule } from '#server/features/interviews/interviews.module.ts';
import { createProgressModule } from '#server/features/progress/progress.module.ts';
import { createReviewModule } from '#server/features/review/review.module.ts';
import { createRatersModule } from '#server/features/raters/raters.module.ts';
import { createMemberDirectory } from '#server/features/rooms/member-directory.ts';
import { createRoomsModule } from '#server/features/rooms/rooms.module.ts';
import { createRubricModule } from '#server/features/rubric/rubric.module.ts';
import { createScenarioLibrary } from '#server/features/scenarios/scenario-library.ts';
import { createSharingModule } from '#server/features/sharing/sharing.module.ts';
import { createWebhooksModule } from '#server/features/webhooks/webhooks.module.ts';
import {
  toCandidateScenario,
  toDebrief,
  toInterviewerScenario,
  toRevealFace,
} from '#server/features/scenarios/scenarios.view.ts';
import { createDispatcher } from '#server/platform/operation-dispatcher.ts';
import type { Effect } from '#server/platform/operation.ts';
import { createRateLimits } from '#server/platform/rate-limit.ts';
import {
  configureInterview,
  endInterview,
  openLobby,
  recordGuideAct,
  setReady,
  startInterview,
} from '#shared/contracts/interviews.contract.ts';
import type { OperationContract, OutputOf, RequestOf } from '#shared/contracts/operation.ts';
import { RUBRIC_FORM, SELF_FORM, FEEDBACK_FORM, putEvidence } from '#shared/contracts/rubric.contract.ts';
import { FEEDBACK_QUESTIONS, type Rating } from '#shared/domain/rubric-config.ts';
import type { FeedbackContent, RubricContent, SelfContent } from '#shared/domain/rubric-forms.ts';
import { byDimension } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, type HintRung, type Role } from '#shared/domain/vocabulary.ts';
import type { WireError } from '#shared/errors.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import { openTestDatabase } from '#test/support/database.ts';
import { createFakeClock } from '#test/support/fake-clock.ts';

/** What one call came back with. */
export class Refusal extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;
  constructor(error: WireError) {
    super(`${error.code}: ${error.message}`);
    this.code = error.code;
    this.details = error.details ?? {};
  }
}

/** Server parts of one process on a database of its own, called as the transports call them. */
export async function openRatedRooms(
  options: {
    /** What else happens in the transaction that opens the forms, and in that of a late one. */
    onFormsOpened?: (tx: Prisma.TransactionClient, interviewId: string) => Promise<void>;
  } = {},
) {
  const { onFormsOpened = (tx: Prisma.TransactionClient, id: string) => progress.recordSummary(tx, id) } =
    options;
  const opened = await openTestDatabase();
  const { database } = opened;
  const clock = createFakeClock(Date.UTC(2026, 0, 15, 10));
  const bank = await loadShippedBank();
  const library = createScenarioLibrary({ database, bank });
  const log = pino({ level: 'silent' });
  const directory = createMemberDirectory({ database, clock, onAccessChanged: async () => {} });
  const publicUrl = () => 'http://dryrun.test';
  const rooms = createRoomsModule({
    database,
    clock,
    log,
    directory,
    createGuest: async () => {
      throw new Error('everybody here is signed in');
    },
    listOnlineUserIds: async () => new Set(),
    listScenarioTitles: (pins) => library.listTitles(pins),
    listUnfinishedForms: (userId) => rubric.listUnfinishedForms(userId),
    listOpenFlags: (userId) => review.listOpenFlags(userId),
    takeRating: (tx, input) => raters.take(tx, input),
    isRaterOf: (input) => raters.isRater(input),
    publicUrl,
  });
  const openWebhooks = () =>
    createWebhooksModule({
      database,
      clock,
      log,
      rooms: directory,
      authSecret: 'a secret for tests that is long enough to be one',
      baseUrl: 'https://dryrun.example.org',
      allowsPrivate: true,
      isUnsealed: (interviewId) => rubric.areAllFormsIn(interviewId),
      random: () => 1,
      timeoutMs: 400,
    });
  const webhooks = openWebhooks();
  const interviews = createInterviewsModule({
    database,
    clock,
    log,
    rooms: directory,
    scenarios: {
      ...library,
      toCandidate: toCandidateScenario,
      toInterviewer: toInterviewerScenario,
      toRevealFace,
    },
    documents: { seed: async () => {}, refreshAccess: () => {} },
    templates: {
      notes: () => new Uint8Array([0, 0]),
      privateNotes: () => new Uint8Array([0, 0]),
      starterBoard: () => null,
    },
    emit: () => {},
    onRevealed: async (tx, forms) => {
      await webhooks.outbox.addRevealed(tx, forms);
      await onFormsOpened(tx, forms.interviewId);
    },
  });
  const rubric = createRubricModule({
    database,
    clock,
    interviews,
    scenarios: library,
    onSubmitted: (tx, form) => webhooks.outbox.addSubmitted(tx, form),
    onLateSubmission: onFormsOpened,
  });
  const raters = createRatersModule({
    database,
    clock,
    rooms: directory,
    interviews,
    rubric,
    refreshAccess: () => {},
    listScenarioTitles: (pins) => library.listTitles(pins),
    publicUrl,
  });
  const review = createReviewModule({
    database,
    clock,
    rooms: directory,
    interviews,
    rubric,
    findScenario: async (pin) => {
      const scenario = await library.get(pin);
      return {
        candidate: toCandidateScenario(scenario),
        debrief: toDebrief(scenario),
        guide: scenario.interviewer,
      };
    },
    readBoard: async () => ({
      title: 'Feed ads',
      nodes: [
        { id: 'n1', kind: 'trainer', x: 0, y: 0, size: null, label: 'Trainer', colour: null, qualifiers: [] },
        {
          id: 'n2',
          kind: 'ranker',
          x: 300,
          y: 0,
          size: null,
          label: 'Ranker',
          colour: 'blue',
          qualifiers: [],
        },
      ],
      edges: [{ id: 'e1', source: 'n1', target: 'n2', label: '', flow: 'batch' }],
      strokes: [],
    }),
    readNotes: async () => [
      { type: 'paragraph', spans: [{ text: 'Log loss, time split', marks: ['bold'] }] },
    ],
  });
  const sharing = createSharingModule({
    database,
    clock,
    interviews,
    getReview: review.getReview,
    publicUrl: () => 'https://dryrun.example.org',
  });
  const progress = createProgressModule({
    database,
    clock,
    log,
    scenarios: {
      list: () => bank.list(),
      find: (pin) => library.find(pin),
      listTitles: (pins) => library.listTitles(pins),
    },
    listBlindInterviews: (userId) => raters.listBlind(userId),
  });
  const handlers = new Map(
    [rooms, interviews, rubric, raters, review, sharing, webhooks, progress]
      .flatMap(({ operations }) => operations)
      .map((each) => [each.contract.name, each]),
  );
  const dispatch = createDispatcher({ rateLimits: createRateLimits({ redis: null, factor: 1_000 }), log });

  async function run(contract: OperationContract, input: unknown, userId: string | null) {
    const operation = handlers.get(contract.name);
    if (!operation) throw new Error(`no handler for ${contract.name}`);
    const outcome = await dispatch({
      operation,
      // As it arrives: through JSON.
      rawInput: JSON.parse(JSON.stringify(input)),
      actor: userId === null ? null : { userId, loginSessionId: 'login', name: userId, isGuest: false },
      address: '127.0.0.1',
      headers: {},
      socketId: null,
    });
    if (!outcome.ok) throw new Refusal(outcome.error);
    return outcome;
  }

  function person(userId: string, participantId: string) {
    const effects: Effect[] = [];
    return {
      userId,
      participantId,
      /** What this person's calls have set off. */
      effects,
      async call<C extends OperationContract>(contract: C, input: RequestOf<C>): Promise<OutputOf<C>> {
        const outcome = await run(contract, input, userId);
        effects.push(...outcome.effects);
        // Parsed by the dispatcher with this contract's schema.
        return outcome.data as OutputOf<C>;
      },
      /** The file an operation answers with, as text. */
      async file<C extends OperationContract>(contract: C, input: RequestOf<C>) {
        const { file } = await run(contract, input, userId);
        if (!file) throw new Error(`${contract.name} answered without a file`);
        return { ...file, text: Buffer.from(file.body).toString('utf8') };
      },
    };
  }

  /** Somebody without a login. */
  async function callAsAnybody<C extends OperationContract>(
    contract: C,
    input: RequestOf<C>,
  ): Promise<OutputOf<C>> {
    // Parsed by the dispatcher with this contract's schema.
    return (await run(contract, input, null)).data as OutputOf<C>;
  }

  /** A room with one person a role and the host as lead; the interview is still being prepared. */
  async function createRoom(roles: readonly Role[] = ['interviewer', 'candidate', 'shadow', 'observer']) {
    const roomId = nanoid();
    const people = roles.map((role) => ({ role, userId: nanoid(), participantId: nanoid() }));
    const stranger = nanoid();
    await database.user.createMany({
      data: [
        ...people.map(({ userId, role }) => ({ id: userId, name: role })),
        { id: stranger, name: 'stranger' },
      ].map(({ id, name }) => ({ id, name, email: `${id}@example.org` })),
    });
    const ownerId = people[0]?.userId ?? stranger;
    await database.room.create({ data: { id: roomId, name: 'Ads, Thursday', ownerId } });
    for (const [index, { role, userId, participantId }] of people.entries()) {
      await database.participant.create({
        data: {
          id: participantId,
          roomId,
          userId,
          role,
          displayName: `${role} ${index}`,
          colour: (index % 6) + 1,
        },
      });
    }
    const interviewId = nanoid();
    await database.interview.create({
      data: {
        id: interviewId,
        roomId,
        ordinal: 1,
        status: 'preparing',
        state: { status: 'preparing' },
        setup: {
          scenarioId: null,
          level: 'mid',
          format: 'm45',
          framework: 'seven-step',
          useStarterBoard: false,
        },
      },
    });
    const of = (role: Role, nth = 0) => {
      const found = people.filter((each) => each.role === role)[nth];
      if (!found) throw new Error(`no ${role} in this room`);
      return person(found.userId, found.participantId);
    };
    const lead = of('interviewer');
    const candidate = of('candidate');
    return {
      roomId,
      interviewId,
      lead,
      candidate,
      of,
      stranger: person(stranger, 'nobody-at-all'),
      /** preparing -> running, at level senior. */
      async start() {
        const setup = {
          scenarioId: 'ad-click-prediction',
          level: 'senior',
          format: 'm45',
          framework: 'seven-step',
          useStarterBoard: false,
        } as const;
        await lead.call(configureInterview, { interviewId, setup });
        await lead.call(openLobby, { interviewId });
        await lead.call(setReady, { interviewId, isReady: true });
        await candidate.call(setReady, { interviewId, isReady: true });
        await lead.call(startInterview, { interviewId });
      },
      /** Gives hints and returns the ids of their events. */
      async hint(rungs: readonly HintRung[], hintId = 'ev.h1') {
        const ids: string[] = [];
        for (const rung of rungs) {
          const id = nanoid();
          await lead.call(recordGuideAct, { interviewId, id, act: { type: 'hint-given', hintId, rung } });
          ids.push(id);
        }
        return ids;
      },
      end: () => lead.call(endInterview, { interviewId }),
      /** Enough notes for a 3 in every dimension. */
      async note(author = lead, share = true) {
        for (const dimension of DIMENSIONS) {
          await author.call(
            putEvidence,
            evidence({ interviewId, dimension, share, text: `Seen in ${dimension}` }),
          );
        }
      },
      async submitRubric(content = finishedRubric(), author = lead) {
        const { revision } = await author.call(RUBRIC_FORM.get, { interviewId });
        const saved = await author.call(RUBRIC_FORM.save, { interviewId, baseRevision: revision, content });
        return author.call(RUBRIC_FORM.submit, { interviewId, baseRevision: saved.revision });
      },
      async submitSelf(content = finishedSelf()) {
        const saved = await candidate.call(SELF_FORM.save, { interviewId, baseRevision: 0, content });
        return candidate.call(SELF_FORM.submit, { interviewId, baseRevision: saved.revision });
      },
      async submitFeedback(content = finishedFeedback()) {
        const saved = await candidate.call(FEEDBACK_FORM.save, { interviewId, baseRevision: 0, content });
        return candidate.call(FEEDBACK_FORM.submit, { interviewId, baseRevision: saved.revision });
      },
    };
  }

  return {
    database,
    clock,
    handlers,
    person,
    interviews,
    rubric,
    webhooks,
    /** A second process on the same database. */
    openWebhooks,
    callAsAnybody,
    createRoom,
    async close() {
      await webhooks.close?.();
      await review.close?.();
      await progress.close?.();
      await rooms.close?.();
      await interviews.close();
      await opened.close();
    },
  };
}

export type RatedRooms = Awaited<ReturnType<typeof openRatedRooms>>;

export function evidence(
  changes: { interviewId: string } & Partial<RequestOf<typeof putEvidence>>,
): RequestOf<typeof putEvidence> {
  return {
    noteId: nanoid(),
    offsetMs: 0,
    dimension: 'framing',
    sign: 'plus',
    kind: 'observation',
    text: 'Asked for the scale first',
    ...changes,
  };
}

export function finishedRubric(changes: Partial<RubricContent> = {}): RubricContent {
  return {
    dimensions: byDimension(() => ({ rating: 3, notAssessed: null, ceilingReason: '' })),
    strengths: [{ text: 'Asked for the scale before drawing', offsetMs: 0 }],
    changes: [
      { text: 'No guardrail was named', nextStep: 'Write one guardrail beside each metric', offsetMs: 0 },
    ],
    recommendation: 'hire',
    confidence: 'medium',
    levelSignal: 'at',
    reason: 'RATER-REASON led the design end to end and committed to choices.',
    consistencyNote: '',
    ...changes,
  };
}

export function finishedSelf(rating: Rating = 3): SelfContent {
  return {
    dimensions: byDimension(() => ({ rating, notAssessed: null })),
    tenMoreMinutes: 'SELF-SECRET draw the feedback path.',
  };
}

export function finishedFeedback(): FeedbackContent {
  // Every question gets its entry just here.
  const answers = Object.fromEntries(
    FEEDBACK_QUESTIONS.map((question) => [question, { rating: 3, cannotSay: false }]),
  ) as FeedbackContent['answers'];
  return { answers, keep: 'FEEDBACK-SECRET the calm pace', change: '' };
}

/** Awaits a refusal. */
export async function refusalOf(promise: Promise<unknown>): Promise<Refusal> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('expected a refusal, the call was answered');
}
