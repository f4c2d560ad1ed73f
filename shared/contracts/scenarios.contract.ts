/**
 * The bank page and own scenarios.
 *
 * Everything here that is not the guide is safe for candidates: summaries and previews are picked like a candidate's view.
 * `scenarioId` is the id an interview pins; of an own scenario it is made by the server (`OWN_SCENARIO_PREFIX`), and the
 * author's `meta.id` stays a name inside the file.
 */
import { z } from 'zod';
import {
  CandidateScenarioSchema,
  InterviewerScenarioSchema,
  ScenarioIdSchema,
  ScenarioOriginSchema,
  ScenarioSummarySchema,
  ScenarioVersionSchema,
} from '#shared/contracts/scenario-format.contract.ts';
import { IdSchema, TimeSchema, operation } from '#shared/contracts/operation.ts';
import { LIMITS } from '#shared/limits.ts';

// ---------------------------------------------------------------- entities

/** Ids of own scenarios begin with this; no file of the bank may. */
export const OWN_SCENARIO_PREFIX = 'own.';

/** Which rule of the scenario format a fault breaks; `syntax` and `shape` come before any rule can run. */
export const SCENARIO_RULES = [
  'syntax',
  'shape',
  'file',
  'ids',
  'references',
  'budget',
  'reveals',
  'worksheet',
  'latency',
  'architecture',
  'boards',
  'expectations',
  'dimensions',
  'tradeoffs',
  'privacy',
  'sources',
  'leak',
  'claims',
  'counts',
] as const;
export type ScenarioRule = (typeof SCENARIO_RULES)[number];

/** One broken rule with its place in the text; lines and columns count from 1. */
export const ScenarioTextFaultSchema = z.strictObject({
  rule: z.enum(SCENARIO_RULES),
  /** `interviewer.steps[4].goal`; `(whole file)` where no single part is to blame. */
  path: z.string(),
  /** What is wrong and how to mend it. */
  message: z.string(),
  line: z.int().min(1),
  column: z.int().min(1),
});
export type ScenarioTextFault = z.infer<typeof ScenarioTextFaultSchema>;

/** What a text is worth. It may be published when `faultCount` is 0. */
export const ScenarioCheckSchema = z.strictObject({
  /** The first `LIMITS.scenarioFaults` in order of line. */
  faults: z.array(ScenarioTextFaultSchema).max(LIMITS.scenarioFaults),
  faultCount: z.int().min(0),
  /** As far as they can be read, also from a text with faults. */
  title: z.string().nullable(),
  version: z.string().nullable(),
  /** What a candidate would be given; null while there are faults. */
  preview: CandidateScenarioSchema.nullable(),
});
export type ScenarioCheck = z.infer<typeof ScenarioCheckSchema>;

const RoomNameSchema = z.strictObject({ roomId: IdSchema, name: z.string() });

/** One entry of the bank page. */
export const ScenarioEntrySchema = z.strictObject({
  summary: ScenarioSummarySchema,
  origin: ScenarioOriginSchema,
  /** The caller opened the guide or was given the prompt in an interview; it is never offered to them as a candidate. */
  isSeen: z.boolean(),
  /** Who wrote it; null for the bank. */
  authorName: z.string().nullable(),
  /** Rooms of the caller it is shared with; empty for the bank. */
  rooms: z.array(RoomNameSchema),
});
export type ScenarioEntry = z.infer<typeof ScenarioEntrySchema>;

export const PublishedVersionSchema = z.strictObject({
  version: ScenarioVersionSchema,
  title: z.string(),
  publishedAt: TimeSchema,
});
export type PublishedVersion = z.infer<typeof PublishedVersionSchema>;

/** An own scenario as its author sees it in the list. */
export const OwnScenarioSchema = z.strictObject({
  scenarioId: ScenarioIdSchema,
  /** Of the draft where it can be read, else of the newest version; null when neither has one. */
  title: z.string().nullable(),
  /** Rises by one with every accepted save; a save names the revision it was made on. */
  revision: z.int().min(1),
  savedAt: TimeSchema,
  /** Faults of the draft; null when it has not been checked. */
  faultCount: z.int().min(0).nullable(),
  /** The draft is word for word the newest version. */
  isPublished: z.boolean(),
  /** Newest version; null before the first is published. */
  latest: PublishedVersionSchema.nullable(),
  /** Hidden from lists and pickers; interviews that pinned it stay as they are. */
  isRetired: z.boolean(),
  /** An interview pins a version: it can be retired and not deleted. */
  isPinned: z.boolean(),
  sharedWith: z.array(RoomNameSchema),
  createdAt: TimeSchema,
});
export type OwnScenario = z.infer<typeof OwnScenarioSchema>;

/**
 * YAML as a person typed it. Control characters and halves of characters are refused here, because neither YAML nor the
 * database takes them.
 */
export const ScenarioTextSchema = z
  .string()
  .max(LIMITS.scenarioText)
  .regex(
    /^[^\p{Cc}\p{Cs}]*(?:[\n\r\t][^\p{Cc}\p{Cs}]*)*$/u,
    'no control characters and no halves of characters',
  );

const byScenario = { scenarioId: ScenarioIdSchema };
const author = 'the author';
const reader = 'anybody signed in for the bank; the author and interviewers of rooms it is shared with';

// ---------------------------------------------------------------- bank page

export const listBank = operation({
  name: 'scenarios:list',
  summary:
    'Scenarios the caller may use: the bank, their own published ones, and those shared with rooms they interview in.',
  method: 'GET',
  path: '/api/scenarios',
  access: 'user',
  allowed: 'anybody signed in, guests too',
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject({}),
  output: z.strictObject({ scenarios: z.array(ScenarioEntrySchema) }),
  errors: [],
});

export const previewScenario = operation({
  name: 'scenarios:preview',
  summary: 'What a candidate would be given, of the newest version. Does not mark the scenario as seen.',
  method: 'GET',
  path: '/api/scenarios/:scenarioId/preview',
  access: 'user',
  allowed: reader,
  transports: ['http', 'socket'],
  rateLimit: 'read',
  input: z.strictObject(byScenario),
  output: z.strictObject({ entry: ScenarioEntrySchema, scenario: CandidateScenarioSchema }),
  errors: ['SCENARIO_NOT_FOUND'],
});

export const openBankGuide = operation({
  name: 'scenarios:open-guide',
  summary:
    'The whole guide of the newest version. Marks the scenario as seen by the caller first. GUIDE_LOCKED while they are the candidate of an interview with it that has not been opened for review.',
  // An act with a consequence: no link, prefetch or reload may do it.
  method: 'POST',
  path: '/api/scenarios/:scenarioId/guide',
  access: 'user',
  allowed: reader,
  transports: ['http', 'socket'],
  rateLimit: 'write',
  input: z.strictObject(byScenario),
  output: z.strictObject({ scenario: InterviewerScenarioSchema }),
  errors: ['SCENARIO_NOT_FOUND', 'GUIDE_LOCKED'],
});

export const copyScenario = operation({
  name: 'scenarios:copy',
  summary:
    'Begin an own scenario from the text of another. Marks that one as seen, as opening its guide does.',
  method: 'POST',
  path: '/api/scenarios/:scenarioId/copies',
  access: 'user',
  allowed: reader,
  transports: ['http'],
  rateLimit: 'write',
  /** `id` is made by the client, so that a retry makes no second one. */
  input: z.strictObject({ ...byScenario, id: IdSchema }),
  output: z.strictObject({ scenario: OwnScenarioSchema }),
  errors: ['SCENARIO_NOT_FOUND', 'GUIDE_LOCKED', 'TOO_MANY_SCENARIOS'],
});

// ---------------------------------------------------------------- own scenarios

export const checkScenarioText = operation({
  name: 'scenarios:check',
  summary: 'What is wrong with a text, for live validation. Stores nothing.',
  method: 'POST',
  path: '/api/scenario-checks',
  access: 'user',
  allowed: 'anybody signed in',
  transports: ['http'],
  rateLimit: 'check',
  bodyBytes: LIMITS.scenarioBodyBytes,
  input: z.strictObject({ text: ScenarioTextSchema }),
  output: z.strictObject({ check: ScenarioCheckSchema }),
  errors: [],
});

export const listOwn = operation({
  name: 'scenarios:list-own',
  summary: 'Scenarios the caller wrote, last saved first.',
  method: 'GET',
  path: '/api/own-scenarios',
  access: 'user',
  allowed: 'anybody signed in',
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({}),
  output: z.strictObject({ scenarios: z.array(OwnScenarioSchema) }),
  errors: [],
});

export const getOwn = operation({
  name: 'scenarios:get-own',
  summary: 'The draft and the list of published versions, newest first.',
  method: 'GET',
  path: '/api/own-scenarios/:scenarioId',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject(byScenario),
  output: z.strictObject({
    scenario: OwnScenarioSchema,
    text: z.string(),
    versions: z.array(PublishedVersionSchema),
  }),
  errors: ['SCENARIO_NOT_FOUND'],
});

export const getOwnVersion = operation({
  name: 'scenarios:get-own-version',
  summary: 'The text of one published version as it was.',
  method: 'GET',
  path: '/api/own-scenarios/:scenarioId/versions/:version',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'read',
  input: z.strictObject({ ...byScenario, version: ScenarioVersionSchema }),
  output: z.strictObject({ version: PublishedVersionSchema, text: z.string() }),
  errors: ['SCENARIO_NOT_FOUND'],
});

export const createOwn = operation({
  name: 'scenarios:create-own',
  summary: 'Begin an own scenario with a text, broken or not, or with null from the template.',
  method: 'POST',
  path: '/api/own-scenarios',
  access: 'user',
  allowed: 'anybody signed in',
  transports: ['http'],
  rateLimit: 'check',
  bodyBytes: LIMITS.scenarioBodyBytes,
  /** `id` is made by the client, so that a retry makes no second one; the scenario gets an id of the server. */
  input: z.strictObject({ id: IdSchema, text: ScenarioTextSchema.nullable() }),
  output: z.strictObject({ scenario: OwnScenarioSchema }),
  errors: ['TOO_MANY_SCENARIOS'],
});

export const saveOwn = operation({
  name: 'scenarios:save-own',
  summary:
    'Save the draft, broken or not, and check it. SCENARIO_CONFLICT, with `details.revision`, when another tab saved since. Repeating a save changes nothing.',
  method: 'PUT',
  path: '/api/own-scenarios/:scenarioId/draft',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'check',
  bodyBytes: LIMITS.scenarioBodyBytes,
  input: z.strictObject({ ...byScenario, baseRevision: z.int().min(1), text: ScenarioTextSchema }),
  output: z.strictObject({
    revision: z.int().min(1),
    savedAt: TimeSchema,
    /** Null when the server is too busy to check; it is saved all the same. */
    check: ScenarioCheckSchema.nullable(),
  }),
  errors: ['SCENARIO_NOT_FOUND', 'SCENARIO_CONFLICT'],
});

export const publishOwn = operation({
  name: 'scenarios:publish-own',
  summary:
    'Freeze the saved draft as a version interviews can pin. SCENARIO_FAULTY carries `details.check`; SCENARIO_VERSION_TAKEN, with `details.latest`, unless `meta.version` is higher than the newest. Repeating it changes nothing.',
  method: 'POST',
  path: '/api/own-scenarios/:scenarioId/versions',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'check',
  input: z.strictObject({ ...byScenario, baseRevision: z.int().min(1) }),
  output: z.strictObject({ scenario: OwnScenarioSchema }),
  errors: [
    'SCENARIO_NOT_FOUND',
    'SCENARIO_CONFLICT',
    'SCENARIO_FAULTY',
    'SCENARIO_VERSION_TAKEN',
    'TOO_MANY_SCENARIOS',
  ],
});

export const retireOwn = operation({
  name: 'scenarios:retire-own',
  summary:
    'Hide the scenario from lists and pickers, or bring it back. Interviews that pinned a version stay readable.',
  method: 'PUT',
  path: '/api/own-scenarios/:scenarioId/retired',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({ ...byScenario, isRetired: z.boolean() }),
  output: z.strictObject({ scenario: OwnScenarioSchema }),
  errors: ['SCENARIO_NOT_FOUND'],
});

export const deleteOwn = operation({
  name: 'scenarios:delete-own',
  summary: 'Delete draft and versions for good. SCENARIO_IN_USE when an interview pins one; retire it then.',
  method: 'DELETE',
  path: '/api/own-scenarios/:scenarioId',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject(byScenario),
  output: z.strictObject(byScenario),
  errors: ['SCENARIO_NOT_FOUND', 'SCENARIO_IN_USE'],
});

export const shareOwn = operation({
  name: 'scenarios:share-own',
  summary: 'Let the interviewers of a room use the published versions. Sharing twice changes nothing.',
  method: 'PUT',
  path: '/api/own-scenarios/:scenarioId/rooms/:roomId',
  access: 'user',
  allowed: 'the author, as an interviewer or the host of that room',
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({ ...byScenario, roomId: IdSchema }),
  output: z.strictObject({ scenario: OwnScenarioSchema }),
  errors: ['SCENARIO_NOT_FOUND', 'ROOM_NOT_FOUND', 'PARTICIPANT_REMOVED', 'FORBIDDEN'],
});

export const stopSharingOwn = operation({
  name: 'scenarios:stop-sharing-own',
  summary: 'Take the scenario back from a room. Interviews that pinned a version keep it.',
  method: 'DELETE',
  path: '/api/own-scenarios/:scenarioId/rooms/:roomId',
  access: 'user',
  allowed: author,
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({ ...byScenario, roomId: IdSchema }),
  output: z.strictObject({ scenario: OwnScenarioSchema }),
  errors: ['SCENARIO_NOT_FOUND'],
});

export const SCENARIO_OPERATIONS = [
  listBank,
  previewScenario,
  openBankGuide,
  copyScenario,
  checkScenarioText,
  listOwn,
  getOwn,
  getOwnVersion,
  createOwn,
  saveOwn,
  publishOwn,
  retireOwn,
  deleteOwn,
  shareOwn,
  stopSharingOwn,
] as const;
