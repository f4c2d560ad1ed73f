/**
 * The words of board checks: what is seen, in one plain sentence, and one open question to ask about it. They describe a
 * drawing and never judge a person; none of them is a score.
 */

/** Names in reading order. Long ones are cut, so that a sentence stays one glance. */
type Names = readonly string[];

interface Words {
  readonly seen: (names: Names) => string;
  readonly ask: string;
}

export const CHECK_WORDS = {
  'sync-online-offline': {
    seen: (pairs) => `A request waits for the offline side: ${list(pairs)}.`,
    ask: 'What does the user see while this call waits?',
  },
  'feedback-missing': {
    seen: () => 'No arrow leads from serving back to labels or training.',
    ask: 'How does what happens after serving find its way into the next model?',
  },
  'deploy-missing': {
    seen: () => 'No path leads from training to what serves.',
    ask: 'How does a newly trained model get to the requests, and how would you take it back?',
  },
  'monitoring-missing': {
    seen: () => 'Nothing on the board watches the model or its data.',
    ask: 'How would you notice that the model has gone stale?',
  },
  'label-source-missing': {
    seen: () => 'Training has no source of labels.',
    ask: 'Where do the labels come from, and how long after the event do they arrive?',
  },
  'label-step-missing': {
    seen: () => 'Training reads logs, and no step turns them into labels.',
    ask: 'What exactly counts as a positive example, and when do you know?',
  },
  'features-missing': {
    seen: (names) => `${list(names)} ${be(names)} drawn without features.`,
    ask: 'What does the model know at the moment of a request, and where does it read that?',
  },
  'features-unread': {
    seen: () => 'Features and serving are on the board, and no arrow joins them.',
    ask: 'How do the features reach the model at request time?',
  },
  'lane-mismatch': {
    seen: (names) => `On the other side than usual: ${list(names)}.`,
    ask: 'Does this run per request or on a schedule?',
  },
  'sync-cycle': {
    seen: (names) => `These wait for each other in a circle: ${list(names, 4)}.`,
    ask: 'Which of these arrows are calls, and which are only answers?',
  },
  isolated: {
    seen: (names) => `Without any arrow: ${list(names)}.`,
    ask: 'What talks to this part, and what comes out of it?',
  },
  'sync-offline-online': {
    seen: (pairs) => `Drawn as a call that waits: ${list(pairs)}.`,
    ask: 'How often does this run, and what happens when the online side is slow?',
  },
  'lanes-overlap': {
    seen: (names) => `Offline and online overlap: ${list(names)}.`,
    ask: 'Which of these parts are on the path of a request?',
  },
  'outside-lanes': {
    seen: (names) => `Outside the lanes: ${list(names)}.`,
    ask: 'Is this part on the path of a request, or does it run beside it?',
  },
  'lanes-missing': {
    seen: () => 'Offline and online parts are not set apart.',
    ask: 'Which of these parts run while a user waits?',
  },
  'ranking-missing': {
    seen: (names) => `${list(names)} ${have(names)} nothing after it that orders the candidates.`,
    ask: 'What decides the order of what was retrieved?',
  },
  'retrieval-missing': {
    seen: (names) => `${list(names)} ${have(names)} nothing before it that narrows the candidates.`,
    ask: 'How many items are scored per request, and where do they come from?',
  },
  'feature-path-unlabelled': {
    seen: (pairs) => `Feature paths without a label: ${list(pairs)}.`,
    ask: 'How fresh are these features, and are they the same in training and serving?',
  },
  'edges-unlabelled': {
    seen: (pairs) => `${pairs.length} other arrows have no label.`,
    ask: 'What travels along the arrow that matters most, how much and how often?',
  },
} as const satisfies Record<string, Words>;

/** Stable: interviewers' marks are kept by it. */
export type CheckCode = keyof typeof CHECK_WORDS;

export function wordsFor(code: CheckCode): Words {
  return CHECK_WORDS[code];
}

/** Characters of one name in a sentence. */
const NAME_LENGTH = 32;

function list(names: Names, shown = 2): string {
  const kept = names.length === shown + 1 ? names : names.slice(0, shown);
  const rest = names.length - kept.length;
  const parts = [...kept.map(shorten), ...(rest > 0 ? [`${rest} more`] : [])];
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

function shorten(name: string): string {
  return name
    .split(' → ')
    .map((part) => (part.length <= NAME_LENGTH ? part : `${part.slice(0, NAME_LENGTH - 1).trimEnd()}…`))
    .join(' → ');
}

function be(names: Names): string {
  return names.length === 1 ? 'is' : 'are';
}

function have(names: Names): string {
  return names.length === 1 ? 'has' : 'have';
}
