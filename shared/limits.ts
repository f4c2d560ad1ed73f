/** Bounds on what people may send, shared so that a form can say them before the server has to refuse. */
export const LIMITS = {
  displayName: { min: 1, max: 60 },
  roomName: { min: 1, max: 80 },
  email: { max: 254 },
  password: { min: 8, max: 128 },
  /** Ids made by us or by a client: nanoid or UUID. */
  id: { min: 8, max: 64 },
  /** Ids inside a scenario file. */
  scenarioId: { min: 3, max: 49 },
  participantsPerRoom: 24,
  openInvitesPerRoom: 20,
  inviteHours: { min: 1, max: 24 * 30 },
  inviteUses: { min: 1, max: 50 },
  ratersPerInterview: 6,
  /** How far away a second rating may be due. */
  ratingDueHours: { min: 1, max: 24 * 30 },
  recordsPerAuthor: 100,
  replyText: 2_000,
  /** Replies and flags of one candidate, or answers of one rater, in one interview; withdrawn ones count. */
  repliesPerAuthor: 40,
  evidenceText: 500,
  evidencePerAuthor: 400,
  /** Moments one rating of a reference interview may rest on. */
  calibrationMoments: 20,
  reason: 1_000,
  longText: 4_000,
  worksheetValue: 1e18,
  phaseExtensionMinutes: { min: 1, max: 15 },
  eventsPerInterview: 5_000,
  /** Characters of a scenario's YAML; a full case study has about 72,000. */
  scenarioText: 120_000,
  /** Faults of a text that are sent; the rest is a number. */
  scenarioFaults: 100,
  /** Own scenarios of one person, and versions over all of them. */
  ownScenarios: 30,
  ownScenarioVersions: 100,
  /** HTTP body that carries a scenario, bytes: `scenarioText` of the widest characters, escaped as JSON. */
  scenarioBodyBytes: 512 * 1024,
  shareDays: { min: 1, max: 180 },
  openSharesPerInterview: 20,
  webhooksPerRoom: 5,
  webhookUrl: 500,
  /** HTTP body, bytes. Forms and evidence are a few kilobytes. */
  bodyBytes: 64 * 1024,
  /** One Socket.IO message, bytes. */
  socketMessageBytes: 64 * 1024,
  listPage: 100,
} as const;
