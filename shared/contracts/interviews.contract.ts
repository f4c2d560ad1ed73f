import { z } from 'zod';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { InterviewSetupSchema, InterviewStateSchema, PhaseSchema } from '#shared/domain/interview-state.ts';
import { GuideActSchema, GuideEventSchema, PublicEventSchema } from '#shared/domain/timeline.ts';
import { FORMATS, FRAMEWORKS, LEVELS } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import {
  IdSchema,
  ScenarioItemIdSchema,
  TimeSchema,
  broadcast,
  operation,
} from '#shared/contracts/operation.ts';
import {
  CandidateScenarioSchema,
  InterviewerScenarioSchema,
  ScenarioOriginSchema,
  ScenarioSummarySchema,
} from '#shared/contracts/scenario-format.contract.ts';

// ---------------------------------------------------------------- entities

/** What everybody knows from the lobby on. The scenario's name is not part of it until the interview runs. */
export const PublicSetupSchema = z.strictObject({
  level: z.enum(LEVELS),
  format: z.enum(FORMATS),
  framework: z.enum(FRAMEWORKS),
});

const common = {
  interviewId: IdSchema,
  roomId: IdSchema,
  ordinal: z.int(),
  revision: z.int(),
  /** Server clock (epoch ms) when this was made; clients measure their offset from it. */
  serverNow: z.int(),
  state: InterviewStateSchema,
  candidateId: IdSchema.nullable(),
  leadId: IdSchema.nullable(),
  retentionDays: z.int(),
  startedAt: TimeSchema.nullable(),
  endedAt: TimeSchema.nullable(),
};

/** For candidates and observers. `setup`, `phases` and `scenario` are null while they may not be seen. */
export const CandidateInterviewSchema = z.strictObject({
  ...common,
  view: z.literal('candidate'),
  /** Null while preparing. */
  setup: PublicSetupSchema.nullable(),
  /** The plan; null while preparing. */
  phases: z.array(PhaseSchema).nullable(),
  /** Null until the interview runs. */
  scenario: CandidateScenarioSchema.nullable(),
  events: z.array(PublicEventSchema),
});
export type CandidateInterview = z.infer<typeof CandidateInterviewSchema>;

/** For interviewers and shadows. The guide itself is read once through `interviews:get-guide`. */
export const GuideInterviewSchema = z.strictObject({
  ...common,
  view: z.literal('guide'),
  setup: InterviewSetupSchema,
  phases: z.array(PhaseSchema).nullable(),
  scenario: CandidateScenarioSchema.nullable(),
  events: z.array(PublicEventSchema),
  guideRevision: z.int(),
  guideEvents: z.array(GuideEventSchema),
});
export type GuideInterview = z.infer<typeof GuideInterviewSchema>;

export const InterviewSnapshotSchema = z.discriminatedUnion('view', [
  CandidateInterviewSchema,
  GuideInterviewSchema,
]);
export type InterviewSnapshot = z.infer<typeof InterviewSnapshotSchema>;

/** A part of the board in flow pixels, whole numbers. No larger than the board, whatever the zoom. */
export const BoardViewSchema = z.strictObject({
  x: z.int().min(-BOARD_LIMITS.coordinate).max(BOARD_LIMITS.coordinate),
  y: z.int().min(-BOARD_LIMITS.coordinate).max(BOARD_LIMITS.coordinate),
  w: z
    .int()
    .min(1)
    .max(BOARD_LIMITS.coordinate * 2),
  h: z
    .int()
    .min(1)
    .max(BOARD_LIMITS.coordinate * 2),
});
export type BoardView = z.infer<typeof BoardViewSchema>;

const byInterview = { interviewId: IdSchema };
const lead = 'interviewers of the room';
const accessErrors = ['INTERVIEW_NOT_FOUND', 'PARTICIPANT_REMOVED'] as const;
const commandErrors = [...accessErrors, 'FORBIDDEN', 'WRONG_PHASE', 'REVISION_CONFLICT'] as const;

/**
 * The new state after a command; the caller's copy is brought up to date by it as by a broadcast. A command whose
 * outcome stands already (the same status, phase, ready or pause mark) answers with the unchanged state.
 */
const StateAnswerSchema = z.strictObject({
  interviewId: IdSchema,
  revision: z.int(),
  state: InterviewStateSchema,
});

// ---------------------------------------------------------------- operations

export const getInterview = operation({
  name: 'interviews:get',
  summary: 'The interview as the caller may see it.',
  method: 'GET',
  path: '/api/interviews/:interviewId',
  access: 'user',
  allowed: 'participants of the room',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: InterviewSnapshotSchema,
  errors: [...accessErrors],
});

export const getGuide = operation({
  name: 'interviews:get-guide',
  summary: "The interviewer's guide of the chosen scenario. Marks the scenario as seen by the caller.",
  method: 'GET',
  path: '/api/interviews/:interviewId/guide',
  access: 'user',
  allowed: 'interviewers and shadows',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: z.strictObject({ scenario: InterviewerScenarioSchema }),
  errors: [...accessErrors, 'FORBIDDEN', 'SCENARIO_NOT_FOUND', 'GUIDE_LOCKED'],
});

/** One entry of the picker: nothing but the summary is known to the chooser's screen. */
export const ListedScenarioSchema = z.strictObject({
  summary: ScenarioSummarySchema,
  origin: ScenarioOriginSchema,
  isSeenByCandidate: z.boolean(),
});
export type ListedScenario = z.infer<typeof ListedScenarioSchema>;

export const listScenarios = operation({
  name: 'interviews:list-scenarios',
  summary:
    'Scenarios for the picker: the bank, the own ones of the caller, those shared with the room, and the chosen one. `isSeenByCandidate` ones may not be chosen.',
  method: 'GET',
  path: '/api/interviews/:interviewId/scenarios',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byInterview),
  output: z.strictObject({
    scenarios: z.array(ListedScenarioSchema),
  }),
  errors: [...accessErrors, 'FORBIDDEN'],
});

export const configureInterview = operation({
  name: 'interviews:configure',
  summary: 'Choose scenario, level, format, framework and starter board while preparing.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/setup',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, setup: InterviewSetupSchema }),
  output: z.strictObject({ interviewId: IdSchema, guideRevision: z.int(), setup: InterviewSetupSchema }),
  errors: [...commandErrors, 'SCENARIO_NOT_FOUND', 'SCENARIO_SEEN'],
});

export const openLobby = operation({
  name: 'interviews:open-lobby',
  summary:
    'preparing -> lobby. Needs a scenario for the chosen level and format that the candidate has not seen.',
  method: 'POST',
  path: '/api/interviews/:interviewId/lobby',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: StateAnswerSchema,
  errors: [...commandErrors, 'INTERVIEW_NOT_READY', 'SCENARIO_SEEN'],
});

export const backToPreparing = operation({
  name: 'interviews:back-to-preparing',
  summary: 'lobby -> preparing, to choose again.',
  method: 'DELETE',
  path: '/api/interviews/:interviewId/lobby',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: StateAnswerSchema,
  errors: [...commandErrors],
});

export const setReady = operation({
  name: 'interviews:set-ready',
  summary: 'Say that one is ready in the lobby, or take it back. By saying it the consent text is accepted.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/ready',
  access: 'user',
  allowed: 'candidate and interviewers',
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, isReady: z.boolean() }),
  output: StateAnswerSchema,
  errors: [...commandErrors],
});

export const startInterview = operation({
  name: 'interviews:start',
  summary: 'lobby -> running. The candidate and at least one interviewer must have said ready.',
  method: 'POST',
  path: '/api/interviews/:interviewId/start',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: StateAnswerSchema,
  errors: [...commandErrors, 'INTERVIEW_NOT_READY', 'SCENARIO_SEEN'],
});

export const enterPhase = operation({
  name: 'interviews:enter-phase',
  summary: 'Go to a phase, the next or an earlier one. Entering the current phase changes nothing.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/phase',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, phaseIndex: z.int().min(0).max(20) }),
  output: StateAnswerSchema,
  errors: [...commandErrors, 'TIMELINE_FULL'],
});

export const extendPhase = operation({
  name: 'interviews:extend-phase',
  summary: 'Give the current phase more minutes.',
  method: 'POST',
  path: '/api/interviews/:interviewId/phase/extension',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({
    ...byInterview,
    /** Made by the client and carried by the event, so that a retry after a reconnect adds nothing. */
    id: IdSchema.optional(),
    minutes: z.int().min(LIMITS.phaseExtensionMinutes.min).max(LIMITS.phaseExtensionMinutes.max),
  }),
  output: StateAnswerSchema,
  errors: [...commandErrors, 'TIMELINE_FULL'],
});

export const setPaused = operation({
  name: 'interviews:set-paused',
  summary:
    'Pause the clock (quiet thinking time, a break) or let it run on. Saying it twice changes nothing.',
  method: 'PUT',
  path: '/api/interviews/:interviewId/pause',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, isPaused: z.boolean() }),
  output: StateAnswerSchema,
  errors: [...commandErrors, 'TIMELINE_FULL'],
});

export const endInterview = operation({
  name: 'interviews:end',
  summary: 'running -> rating: the board becomes read-only and both sides fill in their forms.',
  method: 'POST',
  path: '/api/interviews/:interviewId/end',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: StateAnswerSchema,
  errors: [...commandErrors],
});

export const closeInterview = operation({
  name: 'interviews:close',
  summary: 'revealed -> closed: the round is over for good; the review stays.',
  method: 'POST',
  path: '/api/interviews/:interviewId/close',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byInterview),
  output: StateAnswerSchema,
  errors: [...commandErrors],
});

export const showReveal = operation({
  name: 'interviews:show-reveal',
  summary: 'Hand a fact over: everybody receives the card. Showing it again changes nothing.',
  method: 'POST',
  path: '/api/interviews/:interviewId/reveals',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject({ ...byInterview, revealId: ScenarioItemIdSchema }),
  output: z.strictObject({ event: PublicEventSchema }),
  errors: [...commandErrors, 'GUIDE_ITEM_NOT_FOUND', 'TIMELINE_FULL'],
});

export const recordGuideAct = operation({
  name: 'interviews:record-act',
  summary:
    'Tick, probe, hint, curveball, trade-off, red flag or worksheet value; guide roles receive it, nobody else.',
  method: 'POST',
  path: '/api/interviews/:interviewId/acts',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  /** `id` is made by the client, so that a retry after a reconnect changes nothing. */
  input: z.strictObject({ ...byInterview, id: IdSchema, act: GuideActSchema }),
  output: z.strictObject({ guideRevision: z.int(), event: GuideEventSchema }),
  errors: [...commandErrors, 'GUIDE_ITEM_NOT_FOUND', 'HINT_OUT_OF_ORDER', 'TIMELINE_FULL'],
});

export const startNextRound = operation({
  name: 'interviews:next-round',
  summary:
    'Begin the next interview in the same room, with roles as they are or swapped between candidate and lead.',
  method: 'POST',
  path: '/api/rooms/:roomId/interviews',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  rateLimit: 'sensitive',
  input: z.strictObject({ roomId: IdSchema, swapRoles: z.boolean() }),
  output: z.strictObject({ interviewId: IdSchema }),
  errors: ['ROOM_NOT_FOUND', 'PARTICIPANT_REMOVED', 'FORBIDDEN', 'WRONG_PHASE', 'INTERVIEW_NOT_READY'],
});

export const gatherOnBoard = operation({
  name: 'interviews:gather',
  summary:
    'Bring everybody to the same part of the board. Never stored; whoever joins later hears nothing of it.',
  method: 'POST',
  path: '/api/interviews/:interviewId/gatherings',
  access: 'user',
  allowed: lead,
  transports: ['http', 'socket'],
  // It moves what others are looking at: far fewer than acts on one's own screen.
  rateLimit: 'sensitive',
  input: z.strictObject({ ...byInterview, document: z.literal('canvas'), view: BoardViewSchema }),
  output: z.strictObject({}),
  errors: [...accessErrors, 'FORBIDDEN', 'WRONG_PHASE'],
});

export const INTERVIEW_OPERATIONS = [
  getInterview,
  getGuide,
  listScenarios,
  configureInterview,
  openLobby,
  backToPreparing,
  setReady,
  startInterview,
  enterPhase,
  extendPhase,
  setPaused,
  endInterview,
  closeInterview,
  showReveal,
  recordGuideAct,
  startNextRound,
  gatherOnBoard,
] as const;

// ---------------------------------------------------------------- broadcasts

export const interviewChanged = broadcast({
  event: 'interviews:changed',
  summary:
    'To everybody in the room. Status changes that open new content (lobby, running, revealed) are followed by a new read of the snapshot.',
  payload: z.strictObject({
    interviewId: IdSchema,
    revision: z.int(),
    serverNow: z.int(),
    state: InterviewStateSchema,
    /** New public events of this change. */
    events: z.array(PublicEventSchema),
  }),
});

export const guideChanged = broadcast({
  event: 'interviews:guide-changed',
  summary: 'To guide roles only: new guide events, or a new setup while preparing.',
  payload: z.strictObject({
    interviewId: IdSchema,
    guideRevision: z.int(),
    setup: InterviewSetupSchema,
    events: z.array(GuideEventSchema),
  }),
});

export const boardGathered = broadcast({
  event: 'interviews:gathered',
  summary: 'To everybody in the room: an interviewer brings them to a part of the board, once.',
  payload: z.strictObject({
    interviewId: IdSchema,
    document: z.literal('canvas'),
    /** The interviewer who called. */
    by: z.strictObject({ participantId: IdSchema, name: z.string() }),
    view: BoardViewSchema,
  }),
});
