/** The editorial table of the format: how many of each part, and how long. */
import type { Expectation, Scenario, StepGuide } from '#shared/contracts/scenario-format.contract.ts';
import { LEVELS } from '#shared/domain/vocabulary.ts';
import type { ScenarioFault, ScenarioPath } from './scenario-fault.ts';
import { countWords } from './scenario-text.ts';

interface Bounds {
  readonly path: ScenarioPath;
  readonly what: string;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

function checkBounds(all: readonly Bounds[]): ScenarioFault[] {
  return all
    .filter(({ count, low, high }) => count < low || count > high)
    .map(({ path, what, count, low, high }) => ({
      rule: 'counts',
      path,
      message: `${what}: ${count}; ${count < low ? 'add up' : 'cut down'} to ${low === high ? low : `${low} to ${high}`}`,
    }));
}

/** Counts and lengths of every part, and one sentence an expectation. */
export function checkCounts(scenario: Scenario): ScenarioFault[] {
  const { meta, candidate, reveals, debrief, interviewer } = scenario;
  const { architecture, metrics } = interviewer;
  const countReveals = (kind: string): number => reveals.filter((reveal) => reveal.kind === kind).length;
  const guide: ScenarioPath = ['interviewer'];
  const nodeCount = architecture.nodes.length;
  return [
    ...checkBounds([
      {
        path: ['meta', 'title'],
        what: 'characters in the title',
        count: meta.title.length,
        low: 1,
        high: 60,
      },
      {
        path: ['candidate', 'prompt'],
        what: 'words in the prompt',
        count: countWords(candidate.prompt),
        low: 40,
        high: 120,
      },
      { path: ['reveals'], what: 'clarifying answers', count: countReveals('answer'), low: 8, high: 14 },
      { path: ['reveals'], what: 'facts', count: countReveals('fact'), low: 4, high: 10 },
      { path: ['reveals'], what: 'exhibits', count: countReveals('exhibit'), low: 1, high: 4 },
      {
        path: [...guide, 'brief'],
        what: 'words in the brief',
        count: countWords(interviewer.brief),
        low: 120,
        high: 220,
      },
      {
        path: ['debrief', 'summary'],
        what: 'words in the debrief summary',
        count: countWords(debrief.summary),
        low: 150,
        high: 300,
      },
      {
        path: ['debrief', 'reading'],
        what: 'reading entries',
        count: debrief.reading.length,
        low: 4,
        high: 10,
      },
      {
        path: [...guide, 'tradeoffs'],
        what: 'trade-offs',
        count: interviewer.tradeoffs.length,
        low: 5,
        high: 8,
      },
      {
        path: [...guide, 'worksheet'],
        what: 'worksheet lines',
        count: interviewer.worksheet.length,
        low: 8,
        high: 16,
      },
      {
        path: [...guide, 'architecture', 'nodes'],
        what: 'architecture nodes',
        count: nodeCount,
        low: 12,
        high: 26,
      },
      {
        path: [...guide, 'architecture', 'edges'],
        what: 'architecture edges',
        count: architecture.edges.length,
        low: nodeCount - 1,
        high: 40,
      },
      {
        path: [...guide, 'metrics', 'offline'],
        what: 'offline metrics',
        count: metrics.offline.length,
        low: 2,
        high: 5,
      },
      {
        path: [...guide, 'metrics', 'online'],
        what: 'online metrics',
        count: metrics.online.length,
        low: 2,
        high: 5,
      },
      {
        path: [...guide, 'metrics', 'guardrails'],
        what: 'guardrail metrics',
        count: metrics.guardrails.length,
        low: 2,
        high: 4,
      },
      {
        path: [...guide, 'deep_dives'],
        what: 'deep dives',
        count: interviewer.deep_dives.length,
        low: 4,
        high: 6,
      },
      {
        path: [...guide, 'curveballs'],
        what: 'curveballs',
        count: interviewer.curveballs.length,
        low: 3,
        high: 5,
      },
    ]),
    ...interviewer.steps.flatMap((step, index) =>
      checkStep(scenario, { step, path: [...guide, 'steps', index] }),
    ),
    ...interviewer.curveballs.flatMap(({ expects }, index) =>
      checkSingleSentences(expects, [...guide, 'curveballs', index, 'expects']),
    ),
  ];
}

function checkStep(
  scenario: Scenario,
  { step, path }: { step: StepGuide; path: ScenarioPath },
): ScenarioFault[] {
  const hints = step.hints.flatMap((hint, index): Bounds[] => [
    {
      path: [...path, 'hints', index, 'nudge'],
      what: 'words in the nudge',
      count: countWords(hint.nudge),
      low: 1,
      high: 25,
    },
    {
      path: [...path, 'hints', index, 'pointer'],
      what: 'words in the pointer',
      count: countWords(hint.pointer),
      low: 1,
      high: 30,
    },
    {
      path: [...path, 'hints', index, 'reveal'],
      what: 'words in the reveal',
      count: countWords(hint.reveal),
      low: 1,
      high: 60,
    },
  ]);
  // None at all is a fault of its own rule, which says more.
  const levels = scenario.meta.levels.filter((level) => step.expect[level].length > 0);
  const expectations = levels.map((level): Bounds => ({
    path: [...path, 'expect', level],
    what: `expectations of step ${step.step} for ${level}`,
    count: step.expect[level].length,
    low: 2,
    high: 5,
  }));
  return [
    ...checkBounds([
      ...expectations,
      {
        path: [...path, 'probes'],
        what: `probes of step ${step.step}`,
        count: step.probes.length,
        low: 3,
        high: 6,
      },
      {
        path: [...path, 'hints'],
        what: `hint ladders of step ${step.step}`,
        count: step.hints.length,
        low: 2,
        high: 4,
      },
      {
        path: [...path, 'red_flags'],
        what: `red flags of step ${step.step}`,
        count: step.red_flags.length,
        low: 2,
        high: 5,
      },
      ...hints,
    ]),
    ...LEVELS.flatMap((level) => checkSingleSentences(step.expect[level], [...path, 'expect', level])),
  ];
}

function checkSingleSentences(items: readonly Expectation[], path: ScenarioPath): ScenarioFault[] {
  return items.flatMap(({ text }, index): ScenarioFault[] =>
    /[.?!]\s+\p{Lu}/u.test(text)
      ? [
          {
            rule: 'counts',
            path: [...path, index, 'text'],
            message: 'an expectation is one sentence about one behaviour; split it or shorten it',
          },
        ]
      : [],
  );
}
