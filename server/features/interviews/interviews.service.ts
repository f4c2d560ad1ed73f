import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '#prisma/generated/client.ts';
import type * as contract from '#shared/contracts/interviews.contract.ts';
import type { InputOf, OutputOf } from '#shared/contracts/operation.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { transition, type InterviewCommand } from '#shared/domain/interview-machine.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import { AppError, invariant } from '#shared/errors.ts';
import type { Membership } from '#server/features/rooms/membership.ts';
import type { Actor, Effect, Reply } from '#server/platform/operation.ts';
import { TEMPLATE_AUTHOR_ID, documentId, type InterviewAccessReader } from './interview-access.ts';
import { changeInterview, changeInterviewIn, type InterviewChange } from './interview-log.ts';
import { findInterview, findScenario, planOf, type InterviewRecord } from './interview-record.ts';
import type { InterviewsDeps } from './interviews.deps.ts';
import { canBeReady, canLead, canReadGuide, canReadGuideText, canSeeScenario } from './interviews.policy.ts';
import { toSnapshot, toStateAnswer } from './interviews.view.ts';
import type { SeenScenarios } from './seen-scenarios.ts';

type StateAnswer = OutputOf<typeof contract.openLobby>;
type ByInterview = InputOf<typeof contract.getInterview>;
type StartCommand = Extract<InterviewCommand, { type: 'start' }>;

export interface InterviewsService {
  get(actor: Actor, input: ByInterview): Promise<OutputOf<typeof contract.getInterview>>;
  getGuide(actor: Actor, input: ByInterview): Promise<OutputOf<typeof contract.getGuide>>;
  listScenarios(actor: Actor, input: ByInterview): Promise<OutputOf<typeof contract.listScenarios>>;
  configure(
    actor: Actor,
    input: InputOf<typeof contract.configureInterview>,
  ): Promise<Reply<OutputOf<typeof contract.configureInterview>>>;
  openLobby(actor: Actor, input: ByInterview): Promise<Reply<StateAnswer>>;
  backToPreparing(actor: Actor, input: ByInterview): Promise<Reply<StateAnswer>>;
  setReady(actor: Actor, input: InputOf<typeof contract.setReady>): Promise<Reply<StateAnswer>>;
  start(actor: Actor, input: ByInterview): Promise<Reply<StateAnswer>>;
  enterPhase(actor: Actor, input: InputOf<typeof contract.enterPhase>): Promise<Reply<StateAnswer>>;
  extendPhase(actor: Actor, input: InputOf<typeof contract.extendPhase>): Promise<Reply<StateAnswer>>;
  setPaused(actor: Actor, input: InputOf<typeof contract.setPaused>): Promise<Reply<StateAnswer>>;
  end(actor: Actor, input: ByInterview): Promise<Reply<StateAnswer>>;
  close(actor: Actor, input: ByInterview): Promise<Reply<StateAnswer>>;
}

/** The use cases of one interview's life. Every one checks the caller's role in this interview first. */
export function createInterviewsService(
  deps: InterviewsDeps & { access: InterviewAccessReader; seen: SeenScenarios },
): InterviewsService {
  const { access, seen, rooms, scenarios, documents, templates, clock, database } = deps;

  /** @throws INTERVIEW_NOT_FOUND, PARTICIPANT_REMOVED, FORBIDDEN */
  async function require(actor: Actor, interviewId: string, can: (role: Membership['role']) => boolean) {
    const found = await access.getAccess({ userId: actor.userId, interviewId });
    if (!can(found.membership.role)) throw new AppError('FORBIDDEN');
    return found;
  }

  /** Candidate and interviewers as the room has them now. */
  async function listSeats(roomId: string) {
    const members = await rooms.listMembers(roomId);
    return {
      candidate: members.find(({ role }) => role === 'candidate') ?? null,
      interviewers: members.filter(({ role }) => role === 'interviewer'),
    };
  }

  /** @throws SCENARIO_SEEN when the room's candidate knows the scenario */
  async function refuseSeen(roomId: string, scenarioId: string): Promise<void> {
    const { candidate } = await listSeats(roomId);
    if (candidate && (await seen.hasSeen({ userId: candidate.userId, scenarioId }))) {
      throw new AppError('SCENARIO_SEEN', { details: { scenarioId } });
    }
  }

  /** Runs a command of the state machine on the newest state and answers with what stands then. */
  async function command(input: {
    interviewId: string;
    actorId: string;
    command: InterviewCommand;
    /** What else is written when the command changes something. */
    withChange?: (change: {
      state: InterviewState;
      record: InterviewRecord;
      now: number;
    }) => Partial<InterviewChange>;
    /** What has to be written first in the same transaction; a refusal undoes everything. */
    before?: (tx: Prisma.TransactionClient) => Promise<void>;
    /** Asked before the machine; true leaves everything as it is. */
    isDone?: (tx: Prisma.TransactionClient) => Promise<boolean>;
    effects?: readonly Effect[];
  }): Promise<Reply<StateAnswer>> {
    const changed = await database.$transaction(async (tx) => {
      await input.before?.(tx);
      return changeInterviewIn(tx, deps, {
        interviewId: input.interviewId,
        actorId: input.actorId,
        async decide(record, context) {
          if (input.isDone && (await input.isDone(context.tx))) return null;
          const result = transition(record.state, input.command, context.now);
          if (!result.ok) throw new AppError(result.code, { details: { status: record.state.status } });
          if (result.state === record.state) return null;
          const { state, acts } = result;
          return { state, publicActs: acts, ...input.withChange?.({ state, record, now: context.now }) };
        },
      });
    });
    const hasChanged = changed.effects.length > 0;
    return {
      data: toStateAnswer(changed.record),
      effects: hasChanged ? [...changed.effects, ...(input.effects ?? [])] : [],
    };
  }

  /** The chosen scenario, when an interview can be held with it. @throws INTERVIEW_NOT_READY, SCENARIO_SEEN */
  async function requirePlayable(record: InterviewRecord): Promise<Scenario> {
    const scenario = await findScenario(record, scenarios);
    if (!scenario) throw new AppError('INTERVIEW_NOT_READY', { details: { missing: 'scenario' } });
    const { levels, formats } = scenario.meta;
    if (!levels.includes(record.setup.level) || !formats.includes(record.setup.format)) {
      throw new AppError('INTERVIEW_NOT_READY', { details: { missing: 'level-or-format' } });
    }
    await refuseSeen(record.row.roomId, scenario.meta.id);
    return scenario;
  }

  /** Keeps the version until the pin is written. @throws INTERVIEW_NOT_READY when its author has just deleted it */
  async function hold(tx: Prisma.TransactionClient, { meta }: Scenario): Promise<void> {
    await scenarios.hold(tx, { id: meta.id, version: meta.version }).catch((error: unknown) => {
      const isGone = error instanceof AppError && error.code === 'SCENARIO_NOT_FOUND';
      throw isGone
        ? new AppError('INTERVIEW_NOT_READY', { details: { missing: 'scenario' }, cause: error })
        : error;
    });
  }

  /** Template, private page and board; written before anybody is told that the interview runs. */
  async function seedDocuments({ row, setup }: InterviewRecord, scenario: Scenario): Promise<void> {
    const updates = {
      notes: templates.notes(setup.framework),
      private: templates.privateNotes(),
      canvas: templates.starterBoard(setup.useStarterBoard ? scenario : null),
    };
    for (const kind of ['notes', 'private', 'canvas'] as const) {
      const update = updates[kind];
      if (!update) continue;
      await documents.seed({ documentId: documentId(row.id, kind), authorId: TEMPLATE_AUTHOR_ID, update });
    }
  }

  return {
    /** The interview as the caller may see it. Whoever is given the prompt here has seen the scenario. */
    async get(actor, { interviewId }) {
      const { record, membership } = await access.getAccess({ userId: actor.userId, interviewId });
      const { role } = membership;
      const isGuide = canReadGuide(role);
      const rows = await database.interviewEvent.findMany({
        where: {
          interviewId,
          // Nothing newer than the row itself, so that snapshot and broadcasts never disagree about a revision.
          seq: { lt: record.row.nextSeq },
          ...(isGuide ? {} : { audience: 'everyone' }),
        },
        orderBy: { seq: 'asc' },
      });
      const scenario = await findScenario(record, scenarios);
      if (scenario && !isGuide && canSeeScenario(role, record.state.status)) {
        await seen.mark({ userId: actor.userId, scenarioId: scenario.meta.id });
      }
      return toSnapshot({
        record,
        role,
        scenario,
        scenarios,
        publicRows: rows.filter(({ audience }) => audience === 'everyone'),
        guideRows: rows.filter(({ audience }) => audience === 'guides'),
        now: clock.now(),
      });
    },

    /**
     * The guide of the chosen or pinned scenario; the caller has seen it from then on.
     * @throws SCENARIO_NOT_FOUND, GUIDE_LOCKED
     */
    async getGuide(actor, { interviewId }) {
      const { record } = await require(actor, interviewId, canReadGuideText);
      const scenario = await findScenario(record, scenarios);
      if (!scenario) throw new AppError('SCENARIO_NOT_FOUND');
      // Marked before it is handed out: a failed write must not leave a reader unmarked.
      await seen.openGuide({ userId: actor.userId, scenarioId: scenario.meta.id, interviewId });
      return { scenario: scenarios.toInterviewer(scenario) };
    },

    /** What the caller may choose and what is chosen, with a mark on what the present candidate knows already. */
    async listScenarios(actor, { interviewId }) {
      const { interview, setup } = await require(actor, interviewId, canLead);
      const { roomId } = interview;
      const { candidate } = await listSeats(roomId);
      const known = candidate ? await seen.listSeen(candidate.userId) : new Set<string>();
      const offered = await scenarios.listOffered({
        userId: actor.userId,
        roomId,
        chosenId: setup.scenarioId,
      });
      return {
        scenarios: offered.map(({ summary, origin }) => ({
          summary,
          origin,
          isSeenByCandidate: known.has(summary.id),
        })),
      };
    },

    /** Changes the setup; only guides are told. @throws WRONG_PHASE, SCENARIO_NOT_FOUND, SCENARIO_SEEN */
    async configure(actor, { interviewId, setup }) {
      const { membership, interview, state, setup: before } = await require(actor, interviewId, canLead);
      if (state.status !== 'preparing') throw new AppError('WRONG_PHASE');
      if (setup.scenarioId !== null) {
        const offered = await scenarios.listOffered({
          userId: actor.userId,
          roomId: interview.roomId,
          chosenId: before.scenarioId,
        });
        if (!offered.some(({ summary }) => summary.id === setup.scenarioId)) {
          throw new AppError('SCENARIO_NOT_FOUND');
        }
        await refuseSeen(interview.roomId, setup.scenarioId);
      }
      const { record, effects } = await changeInterview(deps, {
        interviewId,
        actorId: membership.participantId,
        decide(current) {
          if (current.state.status !== 'preparing') throw new AppError('WRONG_PHASE');
          return isDeepStrictEqual(current.setup, setup) ? null : { setup };
        },
      });
      return { data: { interviewId, guideRevision: record.row.guideRevision, setup: record.setup }, effects };
    },

    /** preparing -> lobby. @throws WRONG_PHASE, INTERVIEW_NOT_READY, SCENARIO_SEEN */
    async openLobby(actor, { interviewId }) {
      const { membership, record } = await require(actor, interviewId, canLead);
      if (record.state.status === 'preparing') await requirePlayable(record);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'open-lobby' },
        withChange: ({ record: current }) => {
          // Chosen anew by the other interviewer since the check above.
          if (!isDeepStrictEqual(current.setup, record.setup)) throw new AppError('REVISION_CONFLICT');
          return {};
        },
      });
    },

    /** lobby -> preparing. @throws WRONG_PHASE */
    async backToPreparing(actor, { interviewId }) {
      const { membership } = await require(actor, interviewId, canLead);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'back-to-preparing' },
      });
    },

    /** The caller's own ready mark. @throws WRONG_PHASE */
    async setReady(actor, { interviewId, isReady }) {
      const { membership } = await require(actor, interviewId, canBeReady);
      const { participantId } = membership;
      return command({
        interviewId,
        actorId: participantId,
        command: { type: 'set-ready', participantId, isReady },
      });
    },

    /** lobby -> running: pins scenario and people, and fills the documents. The caller becomes the lead. */
    async start(actor, { interviewId }) {
      const { membership, record } = await require(actor, interviewId, canLead);
      if (record.state.status === 'running') return { data: toStateAnswer(record) };
      if (record.state.status !== 'lobby') throw new AppError('WRONG_PHASE');
      const scenario = await requirePlayable(record);
      const { candidate, interviewers } = await listSeats(record.row.roomId);
      const start: StartCommand = {
        type: 'start',
        phases: planOf(scenario, record.setup),
        candidateId: candidate?.participantId ?? null,
        interviewerIds: interviewers.map(({ participantId }) => participantId),
      };
      // Asked once before the documents are written, so that a refused start leaves no trace.
      const rehearsal = transition(record.state, start, clock.now());
      if (!rehearsal.ok) throw new AppError(rehearsal.code);
      await seedDocuments(record, scenario);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: start,
        async before(tx) {
          await hold(tx, scenario);
          if (!candidate) return;
          // The prompt is theirs from here on. Not new to them: they opened the guide since the check above.
          const isNew = await seen.mark({ userId: candidate.userId, scenarioId: scenario.meta.id }, tx);
          if (isNew) return;
          const current = await findInterview(tx, interviewId);
          // Or the other interviewer has started at the same moment.
          if (current?.state.status !== 'running') throw new AppError('SCENARIO_SEEN');
        },
        withChange: ({ record: current, now }) => {
          // Back to preparing and in the lobby again since the check, with another choice.
          if (!isDeepStrictEqual(current.setup, record.setup)) throw new AppError('REVISION_CONFLICT');
          return {
            columns: {
              scenarioId: scenario.meta.id,
              scenarioVersion: scenario.meta.version,
              candidateId: start.candidateId,
              leadId: membership.participantId,
              startedAt: new Date(now),
            },
          };
        },
      });
    },

    /** @throws WRONG_PHASE for a phase that is neither the next nor an earlier one */
    async enterPhase(actor, { interviewId, phaseIndex }) {
      const { membership } = await require(actor, interviewId, canLead);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'enter-phase', phaseIndex },
      });
    },

    /** Adds minutes to the current phase; once only for the same client id. */
    async extendPhase(actor, { interviewId, id, minutes }) {
      const { membership } = await require(actor, interviewId, canLead);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'extend', extensionMs: minutes * 60_000 },
        ...(id !== undefined && {
          isDone: async (tx) => {
            const event = await tx.interviewEvent.findUnique({ where: { id } });
            if (!event) return false;
            const isOwn = event.interviewId === interviewId && event.actorId === membership.participantId;
            if (!isOwn || event.type !== 'phase-extended') throw new AppError('FORBIDDEN');
            return true;
          },
          withChange: () => ({ eventId: id }),
        }),
      });
    },

    async setPaused(actor, { interviewId, isPaused }) {
      const { membership } = await require(actor, interviewId, canLead);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'set-paused', isPaused },
      });
    },

    /** running -> rating: board and notes become read-only in every open connection. */
    async end(actor, { interviewId }) {
      const { membership } = await require(actor, interviewId, canLead);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'end' },
        withChange: ({ state, now }) => {
          invariant(state.status === 'rating', 'an ended interview is being rated');
          return {
            ignoresEventLimit: true,
            columns: { endedAt: new Date(now), ratingDeadline: new Date(state.deadlineAt) },
          };
        },
        effects: [{ type: 'run', run: () => documents.refreshAccess({ interviewId }) }],
      });
    },

    /** revealed -> closed. */
    async close(actor, { interviewId }) {
      const { membership } = await require(actor, interviewId, canLead);
      return command({
        interviewId,
        actorId: membership.participantId,
        command: { type: 'close' },
        withChange: () => ({ ignoresEventLimit: true }),
      });
    },
  };
}
