/**
 * The scenario file format and the views of it that leave the server.
 *
 * A scenario file has four visibility tiers: `meta` and `candidate` (everybody, from the start), `reveals[*].face` (the
 * candidate, one by one, when handed over), `debrief` (the candidate, after the interview), and everything else
 * (interviewer, shadow and reviewer only). This file fixes shapes and upper bounds; the counts, lengths and cross-references
 * that make a file publishable are rules of the server's scenario feature, because only authors ever meet them.
 *
 * Who may receive what: `CandidateScenario`, `RevealFace` (after a reveal), `Debrief` (after the interview is revealed) and
 * `ScenarioSummary` may reach any member of a room. `InterviewerScenario` may reach `GUIDE_ROLES` and reviewers only.
 */
import { z } from 'zod';
import { DIMENSIONS, FORMATS, LEVELS, STEPS } from '#shared/domain/vocabulary.ts';

/** Field a scenario belongs to. It names the domain and never the technique, because candidates see it. */
export const DOMAINS = [
  'ads',
  'feed',
  'search',
  'recommendation',
  'vision',
  'trust_safety',
  'fraud',
  'social_graph',
  'marketplace',
  'maps_eta',
  'notifications',
  'nlp',
  'forecasting',
  'llm_app',
  'llm_platform',
  'ml_platform',
] as const;
export type Domain = (typeof DOMAINS)[number];

/** Groups of the component palette, in the order they are offered; each node type is in exactly one group. */
export const NODE_TYPE_GROUPS = {
  sources: [
    'client',
    'event_log',
    'stream',
    'operational_db',
    'object_store',
    'warehouse',
    'document_corpus',
  ],
  labels: ['label_joiner', 'human_labelling', 'label_store'],
  features: ['batch_features', 'stream_features', 'offline_feature_store', 'online_feature_store'],
  training: [
    'dataset_builder',
    'trainer',
    'tuner',
    'offline_evaluator',
    'model_registry',
    'embedding_job',
    'index_builder',
  ],
  serving: [
    'gateway',
    'orchestrator',
    'retriever',
    'vector_index',
    'light_ranker',
    'ranker',
    'reranker',
    'policy_filter',
    'model_server',
    'auction',
    'prompt_builder',
    'llm_server',
    'guardrail',
    'cache',
    'fallback',
  ],
  operations: [
    'experiment_platform',
    'shadow_or_canary',
    'monitor',
    'alerting',
    'human_review',
    'retrain_trigger',
    'privacy_service',
  ],
} as const;
export type NodeTypeGroup = keyof typeof NODE_TYPE_GROUPS;

/** Every component type a scenario board may use, flat and in palette order. */
export const NODE_TYPES = [
  ...NODE_TYPE_GROUPS.sources,
  ...NODE_TYPE_GROUPS.labels,
  ...NODE_TYPE_GROUPS.features,
  ...NODE_TYPE_GROUPS.training,
  ...NODE_TYPE_GROUPS.serving,
  ...NODE_TYPE_GROUPS.operations,
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/** Where a component runs; `shared` bridges both, such as a registry or a log. */
export const LANES = ['offline', 'online', 'shared'] as const;
export type Lane = (typeof LANES)[number];

export const EDGE_KINDS = ['data', 'request', 'model', 'feedback', 'control'] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

export const EDGE_MODES = ['sync', 'async', 'batch'] as const;
export type EdgeMode = (typeof EDGE_MODES)[number];

/** What an interviewer may hand over: an answer to a question, a number or fact, or something to look at. */
export const REVEAL_KINDS = ['answer', 'fact', 'exhibit'] as const;
export type RevealKind = (typeof REVEAL_KINDS)[number];

/** When a reveal may be handed over. `offer_by` also has a minute after which the interviewer offers it unasked. */
export const REVEAL_POLICIES = ['only_if_asked', 'offer_by', 'volunteer'] as const;
export type RevealPolicy = (typeof REVEAL_POLICIES)[number];

/** What the interviewer does when the candidate never asks. */
export const IF_UNASKED = ['let_assume', 'nudge', 'give'] as const;
export type IfUnasked = (typeof IF_UNASKED)[number];

export const RED_FLAG_SEVERITIES = ['caution', 'serious'] as const;
export type RedFlagSeverity = (typeof RED_FLAG_SEVERITIES)[number];

export const PRIVACY_LAWS = ['GDPR', 'CCPA', 'other'] as const;
export type PrivacyLaw = (typeof PRIVACY_LAWS)[number];

/** A retired scenario is not offered to new rooms and stays readable for old interviews. */
export const SCENARIO_STATUSES = ['published', 'retired'] as const;
export type ScenarioStatus = (typeof SCENARIO_STATUSES)[number];

/** From where the caller may use a scenario: everybody's bank, their own, or one its author shared with a room of theirs. */
export const SCENARIO_ORIGINS = ['bank', 'own', 'room'] as const;
export const ScenarioOriginSchema = z.enum(SCENARIO_ORIGINS);
export type ScenarioOrigin = z.infer<typeof ScenarioOriginSchema>;

/**
 * Upper bounds of the format, in characters and entries. They stop an absurd file at the parse; they are wider than the
 * editorial counts, which the server's rules check with a message an author can act on.
 */
export const SCENARIO_LIMITS = {
  maxLabelChars: 120,
  maxSentenceChars: 400,
  maxTextChars: 2_500,
  maxCodeChars: 4_000,
  maxUrlChars: 500,
  maxEntries: 16,
  maxReveals: 32,
  maxFaceRows: 40,
  maxFaceColumns: 10,
  maxBoardNodes: 40,
  maxBoardEdges: 80,
  maxAlternatives: 4,
  maxWorksheetLines: 24,
  maxSources: 24,
  maxFormulaChars: 200,
  /** Largest magnitude of any number in a file; above any count of bytes or rows a scenario needs. */
  maxMagnitude: 1e18,
} as const;

const label = z.string().trim().min(1).max(SCENARIO_LIMITS.maxLabelChars);
const sentence = z.string().trim().min(1).max(SCENARIO_LIMITS.maxSentenceChars);
const text = z.string().trim().min(1).max(SCENARIO_LIMITS.maxTextChars);
const quantity = z.number().min(-SCENARIO_LIMITS.maxMagnitude).max(SCENARIO_LIMITS.maxMagnitude);
const minute = z.int().min(0).max(60);
const httpsUrl = z
  .url({ protocol: /^https$/, error: 'must be an address that starts with https://' })
  .max(SCENARIO_LIMITS.maxUrlChars);
const isoDate = z.iso.date({ error: 'must be a date in quotes such as "2026-01-15"' });

/** Lists of one item kind are bounded and may be empty; how many a publishable file needs is a rule, not a shape. */
const listOf = <Schema extends z.ZodType>(schema: Schema) => z.array(schema).max(SCENARIO_LIMITS.maxEntries);

/** Id of anything inside a scenario file: 3 to 49 characters, lower case. Ids of sources, items and the rest share one space. */
export const ScenarioIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{2,48}$/, {
  error:
    'must be 3 to 49 characters of a-z, 0-9, dot, hyphen or underscore, beginning with a letter or digit',
});

/** Version of one scenario, `major.minor.patch`; an interview pins id and version together. */
export const ScenarioVersionSchema = z
  .string()
  .max(20)
  .regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, { error: 'must be three numbers such as 1.0.0' });

const levelSchema = z.enum(LEVELS);
const stepSchema = z.enum(STEPS);
const dimensionSchema = z.enum(DIMENSIONS);

/** Whole minutes per interview format. */
export const MinutesSchema = z.strictObject({ m45: minute, m60: minute });
export type Minutes = z.infer<typeof MinutesSchema>;

/** One behaviour to listen for and tick. `core` ones carry a hint ladder; `src` cites the file's sources. */
export const ExpectationSchema = z.strictObject({
  id: ScenarioIdSchema,
  text: sentence,
  dim: dimensionSchema,
  core: z.boolean().optional(),
  src: listOf(ScenarioIdSchema).optional(),
});
export type Expectation = z.infer<typeof ExpectationSchema>;

/** A component diagram in a scenario. Node ids live in their own board; `from` is the lowest level that should draw the node. */
export const ScenarioBoardSchema = z.strictObject({
  nodes: z
    .array(
      z.strictObject({
        id: ScenarioIdSchema,
        type: z.enum(NODE_TYPES),
        lane: z.enum(LANES),
        label,
        from: levelSchema.optional(),
      }),
    )
    .max(SCENARIO_LIMITS.maxBoardNodes),
  edges: z
    .array(
      z.strictObject({
        from: ScenarioIdSchema,
        to: ScenarioIdSchema,
        kind: z.enum(EDGE_KINDS),
        mode: z.enum(EDGE_MODES),
        label: label.optional(),
      }),
    )
    .max(SCENARIO_LIMITS.maxBoardEdges),
});
export type ScenarioBoard = z.infer<typeof ScenarioBoardSchema>;
export type ScenarioBoardNode = ScenarioBoard['nodes'][number];
export type ScenarioBoardEdge = ScenarioBoard['edges'][number];

/**
 * A reference architecture. `alternatives` of a node are the component types that do the same work in another good design;
 * a board that has one of them counts as having the part.
 */
export const ReferenceBoardSchema = z.strictObject({
  nodes: z
    .array(
      ScenarioBoardSchema.shape.nodes.element.extend({
        alternatives: z.array(z.enum(NODE_TYPES)).min(1).max(SCENARIO_LIMITS.maxAlternatives).optional(),
      }),
    )
    .max(SCENARIO_LIMITS.maxBoardNodes),
  edges: ScenarioBoardSchema.shape.edges,
});
export type ReferenceBoard = z.infer<typeof ReferenceBoardSchema>;

/** The part of a reveal that a candidate gets to see. */
export const FaceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text }),
  z.strictObject({
    type: z.literal('numbers'),
    rows: z
      .array(z.strictObject({ label, value: quantity, unit: label }))
      .min(1)
      .max(SCENARIO_LIMITS.maxFaceRows),
  }),
  z.strictObject({
    type: z.literal('table'),
    columns: z.array(label).min(1).max(SCENARIO_LIMITS.maxFaceColumns),
    rows: z
      .array(
        z
          .array(z.union([label, quantity], { error: 'must be a short text or a number' }))
          .max(SCENARIO_LIMITS.maxFaceColumns),
      )
      .min(1)
      .max(SCENARIO_LIMITS.maxFaceRows),
  }),
  z.strictObject({ type: z.literal('code'), text: z.string().min(1).max(SCENARIO_LIMITS.maxCodeChars) }),
  z.strictObject({ type: z.literal('graph'), board: ScenarioBoardSchema }),
]);
export type Face = z.infer<typeof FaceSchema>;

/** Something the interviewer may hand over. `listen_for` are paraphrases that count as asking for it. */
export const RevealSchema = z.strictObject({
  id: ScenarioIdSchema,
  kind: z.enum(REVEAL_KINDS),
  step: stepSchema,
  listen_for: listOf(label).min(1),
  policy: z.enum(REVEAL_POLICIES),
  offer_by_minute: minute.optional(),
  face: FaceSchema,
  note: sentence,
  if_unasked: z.enum(IF_UNASKED),
  dim: dimensionSchema,
});
export type Reveal = z.infer<typeof RevealSchema>;

/** A question that digs deeper and never costs the candidate anything. */
export const ProbeSchema = z.strictObject({
  id: ScenarioIdSchema,
  ask: sentence,
  listen_for: listOf(label).min(1),
  from: levelSchema,
  dim: dimensionSchema,
});
export type Probe = z.infer<typeof ProbeSchema>;

/** Three rungs of help towards one expectation, given in order and read out as written. */
export const HintLadderSchema = z.strictObject({
  id: ScenarioIdSchema,
  expects: ScenarioIdSchema,
  nudge: sentence,
  pointer: sentence,
  reveal: sentence,
});
export type HintLadder = z.infer<typeof HintLadderSchema>;

/** A behaviour that counts against the candidate; never a word or a style. */
export const RedFlagSchema = z.strictObject({
  id: ScenarioIdSchema,
  text: sentence,
  dim: dimensionSchema,
  severity: z.enum(RED_FLAG_SEVERITIES),
});
export type RedFlag = z.infer<typeof RedFlagSchema>;

/** Guide to one of the seven steps. `expect` is cumulative: a senior candidate also needs the items of mid. */
export const StepGuideSchema = z.strictObject({
  step: stepSchema,
  goal: sentence,
  minutes: MinutesSchema,
  expect: z.strictObject({
    mid: listOf(ExpectationSchema),
    senior: listOf(ExpectationSchema),
    staff: listOf(ExpectationSchema),
  }),
  probes: listOf(ProbeSchema),
  hints: listOf(HintLadderSchema),
  red_flags: listOf(RedFlagSchema),
  enough: sentence,
});
export type StepGuide = z.infer<typeof StepGuideSchema>;

/** A choice with two defensible answers; a justified choice cites what `must_mention` names. */
export const TradeOffSchema = z.strictObject({
  id: ScenarioIdSchema,
  step: stepSchema,
  a: sentence,
  b: sentence,
  a_when: sentence,
  b_when: sentence,
  must_mention: listOf(label).min(1),
  dims: z.array(dimensionSchema).min(1).max(DIMENSIONS.length),
});
export type TradeOff = z.infer<typeof TradeOffSchema>;

/**
 * One line of the estimation sheet: a `given` number or a `formula` over other lines, never both. `low` to `high` is the range
 * that counts as a good estimate; `reveal` names the reveal whose face shows the given number to the candidate.
 */
export const WorksheetLineSchema = z.strictObject({
  id: ScenarioIdSchema,
  label,
  unit: label,
  given: quantity.optional(),
  formula: z.string().trim().min(1).max(SCENARIO_LIMITS.maxFormulaChars).optional(),
  expect: quantity,
  low: quantity,
  high: quantity,
  reveal: ScenarioIdSchema.optional(),
  why: sentence,
});
export type WorksheetLine = z.infer<typeof WorksheetLineSchema>;

/** A measure, why it fits this case, and the trap in it. */
export const MetricSchema = z.strictObject({
  name: label,
  definition: sentence,
  why: sentence,
  target: sentence.optional(),
  trap: sentence.optional(),
  src: listOf(ScenarioIdSchema).optional(),
});
export type Metric = z.infer<typeof MetricSchema>;

/** A topic to dwell on, with questions and what strong answers contain. */
export const DeepDiveSchema = z.strictObject({
  id: ScenarioIdSchema,
  title: label,
  step: stepSchema,
  from: levelSchema,
  ask: listOf(sentence).min(1),
  strong: listOf(sentence).min(1),
});
export type DeepDive = z.infer<typeof DeepDiveSchema>;

/** A change of one assumption, said at a trigger, with expectations of its own. `exhibit` names a reveal of that kind. */
export const CurveballSchema = z.strictObject({
  id: ScenarioIdSchema,
  from: levelSchema,
  trigger: z.union([z.strictObject({ after_step: stepSchema }), z.strictObject({ at_minute: minute })], {
    error: 'must be {after_step: <one of the seven steps>} or {at_minute: <0 to 60>}',
  }),
  say: sentence,
  exhibit: ScenarioIdSchema.optional(),
  expects: listOf(ExpectationSchema).min(1),
});
export type Curveball = z.infer<typeof CurveballSchema>;

const citation = {
  title: z.string().trim().min(1).max(200),
  publisher: label,
  year: z.int().min(1950).max(2100),
  url: httpsUrl,
};

/** Where a real-world figure comes from and when that was last checked. */
export const SourceSchema = z.strictObject({ id: ScenarioIdSchema, ...citation, checked: isoDate });
export type Source = z.infer<typeof SourceSchema>;

/** Something worth reading afterwards. */
export const ReadingSchema = z.strictObject(citation);
export type Reading = z.infer<typeof ReadingSchema>;

/** What a list of scenarios may show to anybody. */
export const ScenarioMetaSchema = z.strictObject({
  id: ScenarioIdSchema,
  version: ScenarioVersionSchema,
  status: z.enum(SCENARIO_STATUSES),
  title: label,
  domain: z.enum(DOMAINS),
  difficulty: z.literal([1, 2, 3, 4, 5]),
  levels: z.array(levelSchema).min(1).max(LEVELS.length),
  formats: z.array(z.enum(FORMATS)).min(1).max(FORMATS.length),
  tags: listOf(z.string().regex(/^[a-z0-9][a-z0-9-]{1,30}$/, { error: 'must be a short lower-case word' })),
  updated: isoDate,
});
export type ScenarioMeta = z.infer<typeof ScenarioMetaSchema>;

/** What the candidate is given at the start. */
export const ScenarioCandidatePartSchema = z.strictObject({
  prompt: text,
  context: listOf(sentence).min(1),
  deliverables: listOf(sentence).min(1),
  starter_board: ScenarioBoardSchema.optional(),
});
export type ScenarioCandidatePart = z.infer<typeof ScenarioCandidatePartSchema>;

/** What is opened when the interview is over; the two flags add the reference architecture and the worksheet. */
export const ScenarioDebriefPartSchema = z.strictObject({
  summary: text,
  share_architecture: z.boolean(),
  share_worksheet: z.boolean(),
  takeaways: listOf(sentence).min(1),
  reading: listOf(ReadingSchema),
});
export type ScenarioDebriefPart = z.infer<typeof ScenarioDebriefPartSchema>;

/** The private guide. `canary` is a token that must never be seen in a candidate's browser; tests look for it there. */
export const ScenarioInterviewerPartSchema = z.strictObject({
  canary: z.string().regex(/^IV-[a-z0-9._-]{3,49}-[0-9a-f]{8,32}$/, {
    error: 'must be IV-, the scenario id, a hyphen and 8 to 32 random hexadecimal digits',
  }),
  brief: text,
  script: z.strictObject({ opening: text, closing: text }),
  bookends: z.strictObject({ intro: MinutesSchema, wrap: MinutesSchema }),
  steps: z.array(StepGuideSchema).max(SCENARIO_LIMITS.maxEntries),
  tradeoffs: listOf(TradeOffSchema),
  worksheet: z.array(WorksheetLineSchema).max(SCENARIO_LIMITS.maxWorksheetLines),
  architecture: ReferenceBoardSchema,
  metrics: z.strictObject({
    offline: listOf(MetricSchema),
    online: listOf(MetricSchema),
    guardrails: listOf(MetricSchema),
  }),
  privacy: z.strictObject({
    personal_data: listOf(sentence),
    rules: listOf(z.strictObject({ law: z.enum(PRIVACY_LAWS), provision: label, effect: sentence })),
    fairness: listOf(sentence),
  }),
  monitoring: z.strictObject({
    drift: listOf(sentence).min(1),
    skew: listOf(sentence).min(1),
    feedback_loops: listOf(sentence).min(1),
    alerts: listOf(z.strictObject({ signal: sentence, threshold: sentence, action: sentence })).min(1),
  }),
  deep_dives: listOf(DeepDiveSchema),
  curveballs: listOf(CurveballSchema),
  sources: z.array(SourceSchema).max(SCENARIO_LIMITS.maxSources),
});
export type ScenarioInterviewerPart = z.infer<typeof ScenarioInterviewerPartSchema>;

/** One whole scenario file, format 1. Server only: it holds the answers. */
export const ScenarioSchema = z.strictObject({
  schema: z.literal(1),
  meta: ScenarioMetaSchema,
  candidate: ScenarioCandidatePartSchema,
  reveals: z.array(RevealSchema).max(SCENARIO_LIMITS.maxReveals),
  debrief: ScenarioDebriefPartSchema,
  interviewer: ScenarioInterviewerPartSchema,
});
export type Scenario = z.infer<typeof ScenarioSchema>;

/** One entry of a scenario list; safe for candidates. */
export const ScenarioSummarySchema = z.strictObject({
  id: ScenarioIdSchema,
  version: ScenarioVersionSchema,
  status: ScenarioMetaSchema.shape.status,
  title: ScenarioMetaSchema.shape.title,
  domain: ScenarioMetaSchema.shape.domain,
  difficulty: ScenarioMetaSchema.shape.difficulty,
  levels: ScenarioMetaSchema.shape.levels,
  formats: ScenarioMetaSchema.shape.formats,
  tags: ScenarioMetaSchema.shape.tags,
  updated: ScenarioMetaSchema.shape.updated,
});
export type ScenarioSummary = z.infer<typeof ScenarioSummarySchema>;

/** What a candidate's screen holds from the start. A new field of the file is private until it is named here. */
export const CandidateScenarioSchema = z.strictObject({
  id: ScenarioIdSchema,
  version: ScenarioVersionSchema,
  title: ScenarioMetaSchema.shape.title,
  domain: ScenarioMetaSchema.shape.domain,
  difficulty: ScenarioMetaSchema.shape.difficulty,
  prompt: ScenarioCandidatePartSchema.shape.prompt,
  context: ScenarioCandidatePartSchema.shape.context,
  deliverables: ScenarioCandidatePartSchema.shape.deliverables,
  starter_board: ScenarioBoardSchema.optional(),
});
export type CandidateScenario = z.infer<typeof CandidateScenarioSchema>;

/** What travels to the candidate when a reveal is handed over: its id and its face, nothing of the guide. */
export const RevealFaceSchema = z.strictObject({ id: ScenarioIdSchema, face: FaceSchema });
export type RevealFace = z.infer<typeof RevealFaceSchema>;

/** A worksheet line as the debrief shows it: without the link to a reveal, which only the guide needs. */
export const DebriefWorksheetLineSchema = WorksheetLineSchema.omit({ reveal: true });
export type DebriefWorksheetLine = z.infer<typeof DebriefWorksheetLineSchema>;

/** What a candidate reads when the interview is over. Board and worksheet are there only where the file shares them. */
export const DebriefSchema = z.strictObject({
  id: ScenarioIdSchema,
  version: ScenarioVersionSchema,
  summary: ScenarioDebriefPartSchema.shape.summary,
  takeaways: ScenarioDebriefPartSchema.shape.takeaways,
  reading: ScenarioDebriefPartSchema.shape.reading,
  architecture: ReferenceBoardSchema.optional(),
  worksheet: z.array(DebriefWorksheetLineSchema).max(SCENARIO_LIMITS.maxWorksheetLines).optional(),
});
export type Debrief = z.infer<typeof DebriefSchema>;

/**
 * The whole guide, for `GUIDE_ROLES` and reviewers. It carries the canary on purpose: if this payload ever reaches a candidate,
 * the secrecy test sees the token.
 */
export const InterviewerScenarioSchema = z.strictObject({
  meta: ScenarioMetaSchema,
  candidate: ScenarioCandidatePartSchema,
  reveals: ScenarioSchema.shape.reveals,
  debrief: ScenarioDebriefPartSchema,
  interviewer: ScenarioInterviewerPartSchema,
});
export type InterviewerScenario = z.infer<typeof InterviewerScenarioSchema>;
