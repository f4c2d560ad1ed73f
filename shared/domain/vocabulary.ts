/**
 * The closed word lists that server, client, scenario files and tables share.
 * Order matters where a comment says so; everything else is a set.
 */

/** What a person is in one room. `reviewer` exists only after an interview has ended. */
export const ROLES = ['candidate', 'interviewer', 'shadow', 'observer', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that may read the interviewer's guide and the `private` document. */
export const GUIDE_ROLES = ['interviewer', 'shadow'] as const satisfies readonly Role[];

/** Target levels, from junior to senior; the order is used for "needs everything below it too". */
export const LEVELS = ['mid', 'senior', 'staff'] as const;
export type Level = (typeof LEVELS)[number];

/** Length of one interview. */
export const FORMATS = ['m45', 'm60'] as const;
export type Format = (typeof FORMATS)[number];
export const FORMAT_MINUTES = { m45: 45, m60: 60 } as const satisfies Record<Format, number>;

export const FRAMEWORKS = ['seven-step', 'four-phase'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** The seven steps in the order they are run. Scores and expectations always use these ids. */
export const STEPS = ['clarify', 'frame', 'data', 'model', 'evaluate', 'serve', 'monitor'] as const;
export type Step = (typeof STEPS)[number];

/** Rubric dimensions in the order they are shown. */
export const DIMENSIONS = [
  'framing',
  'data',
  'modelling',
  'architecture',
  'evaluation',
  'serving',
  'operations',
  'communication',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Hint ladder, least help first; a hint is given in this order. */
export const HINT_RUNGS = ['nudge', 'pointer', 'reveal'] as const;
export type HintRung = (typeof HINT_RUNGS)[number];

/** What the candidate did with a hint. */
export const HINT_UPTAKES = ['used', 'partly', 'ignored'] as const;
export type HintUptake = (typeof HINT_UPTAKES)[number];

/** Shared Yjs documents of one interview. */
export const DOCUMENT_KINDS = ['canvas', 'notes', 'private'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
