import type { Flow } from '#shared/domain/board-model.ts';
import { FLOW_NAMES } from '#shared/domain/board-model.ts';

/** Words of what a board gives to talk about, in the guide and in the review. */
export const talkStrings = {
  title: 'Things to talk about',
  prompts: 'Prompts, not a score. A good answer may leave the board as it is.',
  kept: 'What you mark here is kept on this device only.',
  tooEarly: (count: number, from: number) =>
    `${count === 0 ? 'No components yet' : count === 1 ? 'One component so far' : `${count} components so far`}. From ${from} on, questions about the board stand here.`,
  tooLittle: 'Too little was drawn to ask about.',
  nothing: 'Nothing stands out now.',
  allMarked: 'Everything here has been used or dismissed.',
  ask: 'Ask',
  show: 'Show',
  showOnBoard: (seen: string) => `Show on the board: ${seen}`,
  used: 'Used',
  markUsed: (ask: string) => `Used: ${ask}`,
  dismiss: 'Dismiss',
  markDismissed: (ask: string) => `Dismiss: ${ask}`,
  dismissed: 'Dismissed',
  done: 'Used and dismissed',
  bringBack: 'Bring back',

  compared: 'Compared with the reference',
  oneDesign: 'One good design, not the only one. Alternatives that the case names count as present.',
  missing: 'Not on the board',
  present: 'On the board',
  extra: 'Not in the reference',
  noneMissing: 'Every part of the reference is there.',
  nonePresent: 'None yet.',
  noneExtra: 'Nothing else was drawn.',
  as: (name: string) => `as ${name}`,
  insteadBy: (kind: string, name: string) => `${kind} instead: ${name}`,
  paths: 'Paths',
  pathCount: (there: number, all: number) => `${there} of ${all} drawn between parts that are there`,
  pathsMissing: 'No way from one to the other',
  pathsThrough: 'By way of others',
  pathsReversed: 'Drawn the other way round',
  pathsFlow: 'Drawn with another flow',
  via: (names: readonly string[]) => `by way of ${names.join(', ')}`,
  flows: (board: Flow, reference: Flow) =>
    `${FLOW_NAMES[board]} here, ${FLOW_NAMES[reference]} in the reference`,
  fromLevel: (level: string) => `from ${level}`,
} as const;
