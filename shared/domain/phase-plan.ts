import type { Phase, PhaseId } from '#shared/domain/interview-state.ts';
import { STEPS, type Format, type Framework, type Step } from '#shared/domain/vocabulary.ts';

/**
 * From a scenario's minutes to the phases of one interview, and what a candidate may read about each phase.
 * Nothing here knows a scenario: the texts go to every candidate's browser.
 */

type MinutesPerFormat = Readonly<Record<Format, number>>;

export interface PhasePlanInput {
  readonly framework: Framework;
  readonly format: Format;
  /** Minutes of the seven steps, as the scenario file gives them; each step once. */
  readonly steps: readonly { readonly step: Step; readonly minutes: MinutesPerFormat }[];
  readonly bookends: { readonly intro: MinutesPerFormat; readonly wrap: MinutesPerFormat };
}

const MS_PER_MINUTE = 60_000;

/** What four-phase runs do not spend on requirements and framing. */
const DESIGN_STEPS = ['data', 'model', 'evaluate', 'serve', 'monitor'] as const satisfies readonly Step[];

/** Minutes of the first pass over the design and of the deep dive in the default budgets (`scenario-format.md`, 3). */
const DEFAULT_DESIGN_MINUTES = {
  m45: { architecture: 10, deepDive: 19 },
  m60: { architecture: 13, deepDive: 27 },
} as const satisfies Record<Format, { architecture: number; deepDive: number }>;

function toPhase(id: PhaseId, steps: readonly Step[], minutes: number): Phase {
  return { id, steps: [...steps], budgetMs: minutes * MS_PER_MINUTE };
}

/**
 * Plans the phases of an interview. Both frameworks take the same total from the same file: a four-phase run spends
 * the minutes of data to monitor on a first pass and a deep dive, divided as in the default budgets and rounded to
 * whole minutes. A step that is missing from `steps` gets no time.
 */
export function planPhases({ framework, format, steps, bookends }: PhasePlanInput): Phase[] {
  const minutesOf = (step: Step): number => steps.find((entry) => entry.step === step)?.minutes[format] ?? 0;
  const intro = toPhase('intro', [], bookends.intro[format]);
  const wrap = toPhase('wrap', [], bookends.wrap[format]);
  if (framework === 'seven-step') {
    return [intro, ...STEPS.map((step) => toPhase(step, [step], minutesOf(step))), wrap];
  }
  const designMinutes = DESIGN_STEPS.reduce((sum, step) => sum + minutesOf(step), 0);
  const { architecture, deepDive } = DEFAULT_DESIGN_MINUTES[format];
  const firstPassMinutes = Math.round((designMinutes * architecture) / (architecture + deepDive));
  return [
    intro,
    toPhase('requirements', ['clarify'], minutesOf('clarify')),
    toPhase('framing', ['frame'], minutesOf('frame')),
    toPhase('architecture', DESIGN_STEPS, firstPassMinutes),
    // The deep dive goes back into any of the design steps, so the guide of all of them belongs to it as well.
    toPhase('deep-dive', DESIGN_STEPS, designMinutes - firstPassMinutes),
    wrap,
  ];
}

/** What a phase is for, in words that fit every scenario. */
export interface PhaseText {
  readonly title: string;
  /** One sentence: when this is reached, the phase has done its work. */
  readonly goal: string;
  /** Three to five questions a candidate can ask themselves. */
  readonly questions: readonly string[];
}

/** The candidate's framework guide, and the words under the phase rail for everybody. */
export const PHASE_TEXT: Readonly<Record<PhaseId, PhaseText>> = {
  intro: {
    title: 'Intro',
    goal: 'Both of you know who is who, how long this takes and how you will work together.',
    questions: [
      'Have I read the prompt to the end, and could I say it back in one sentence?',
      'Can we both see the board and the notes, and hear each other well?',
      'How do I want to divide my time over the phases ahead?',
    ],
  },
  clarify: {
    title: 'Clarify',
    goal: 'You know who the system is for, how big it is, what limits it, and what counts as success.',
    questions: [
      'Who uses this, and what changes for them if it works well?',
      'How many users, items and requests, and how fast must an answer come back?',
      'Which result would the business look at, and what must not get worse?',
      'What exists already, and what may I leave out today?',
      'Have I written the answers down where both of us can see them?',
    ],
  },
  frame: {
    title: 'Frame',
    goal: 'The need has become a learning task with an input, an output, a target and a reason why learning helps.',
    questions: [
      'What exactly is predicted, for which pair or event, and at which moment?',
      'Which task is it: ranking, classification, regression, generation, or something simpler?',
      'If this number improves, does the goal we agreed on improve as well?',
      'Which other framing did I turn down, and why?',
      'Would a rule or a lookup do well enough for a first version?',
    ],
  },
  data: {
    title: 'Data',
    goal: 'You can say where labels and features come from, what is wrong with them, and how you split them.',
    questions: [
      'What is one training example, and who or what gives it its label?',
      'How late, rare, noisy or one-sided are those labels?',
      'Which features describe each side, and are they all known at the moment of serving?',
      'How much data is that per day, and how long may I keep it?',
      'Which split would show me how the model does on tomorrow?',
    ],
  },
  model: {
    title: 'Model',
    goal: 'There is a baseline, a model you would ship, and a reason for every step between the two.',
    questions: [
      'What is the simplest thing that could work, and how good would it be?',
      'What does a bigger model gain here, and what does it cost?',
      'Which loss fits the task, and what are the negative examples?',
      'How is it trained, how often, and from which starting point?',
      'Where will this choice fail, and how would I notice?',
    ],
  },
  evaluate: {
    title: 'Evaluate',
    goal: 'Measures before and after launch match how the output is used, and there is a rule for shipping.',
    questions: [
      'Which offline metric follows the way the output is used, and which one would mislead me?',
      'For which groups or situations do I look at it separately?',
      'What does the online test compare, on whom, for how long, and with which guardrails?',
      'What can the offline numbers not tell me?',
    ],
  },
  serve: {
    title: 'Serve',
    goal: 'The path of one request is drawn, with numbers for load, latency and cost, and a way to fail softly.',
    questions: [
      'What happens, step by step, between the request and the answer?',
      'What is the peak load, and where does the time budget go?',
      'What is computed ahead of time, what per request, and how fresh does each part have to be?',
      'What does the user get when a part is slow or down?',
      'What is the most expensive piece, and what would I give up to halve it?',
    ],
  },
  monitor: {
    title: 'Monitor',
    goal: 'You know what can go wrong after launch, who notices, and how the system gets back to a good state.',
    questions: [
      'Which signals tell a change in the world from a broken pipeline?',
      'When do we retrain, and what has to pass before a new model takes traffic?',
      'How does the system shape the data it learns from next?',
      'How do we roll back, and how long does that take?',
      'What do privacy and fairness ask for here, and who checks it?',
    ],
  },
  requirements: {
    title: 'Requirements',
    goal: 'Users, scale, limits and the measure of success are written down before anything is designed.',
    questions: [
      'Who uses this, and what do they need from it?',
      'How large and how fast: users, items, requests, response time?',
      'What counts as success, and what must not get worse?',
      'What is given, what may I assume, and what is out of scope?',
    ],
  },
  framing: {
    title: 'Framing',
    goal: 'The need has become a learning task with an input, an output, a target and a metric.',
    questions: [
      'What is predicted, for whom, at which moment?',
      'Where does the target come from, and how far is it from what we really want?',
      'Which metric says that it works, and what would I compare it with?',
      'Which other framing did I turn down, and why?',
    ],
  },
  architecture: {
    title: 'Architecture',
    goal: 'One pass from data to monitoring is on the board, complete enough that any part could be opened up.',
    questions: [
      'Can I follow one example from the log to a trained model, and one request from user to answer?',
      'What runs offline, what online, and what do both sides share?',
      'What is my first model, and which measure decides whether it ships?',
      'Where do feedback and monitoring close the loop?',
      'Which two parts are the hardest, so that I can offer them for the deep dive?',
    ],
  },
  'deep-dive': {
    title: 'Deep dive',
    goal: 'The parts that decide success are worked out: options, a choice, a reason, a price.',
    questions: [
      'What makes this part hard, and how would I know that it is good enough?',
      'Which two options do I see, and under which condition would each one win?',
      'Which numbers support my choice, even roughly?',
      'How does it fail, and what happens to the rest when it does?',
      'What would I try next with another month?',
    ],
  },
  wrap: {
    title: 'Wrap-up',
    goal: 'The design is summed up in a minute, with its weakest point named by you.',
    questions: [
      'Can I sum up the design and its main trade-off in one minute?',
      'What is the biggest risk, and what would I check first?',
      'What did I leave out, and would I still leave it out?',
      'What would I like to ask?',
    ],
  },
};
