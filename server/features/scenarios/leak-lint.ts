/**
 * Looks for answers that slipped into what the candidate may read. It cannot judge meaning: it knows a list of technique
 * words, the guide's own component names, and the guide's own sentences.
 */
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioFault } from './scenario-fault.ts';
import { countWords, listOpenTexts, listSecretTexts, listTexts, type TextAt } from './scenario-text.ts';

/**
 * Words that name a way to solve a problem. Words that also have an everyday meaning (ranking, recall, precision, model) are
 * left out, because a prompt may need them. Spaces stand for a space or a hyphen; a plural is found as well.
 */
const TECHNIQUE_WORDS = [
  'a/b test',
  'approximate nearest neighbour',
  'approximate nearest neighbor',
  'auc',
  'bandit',
  'calibrate',
  'calibrated',
  'calibration',
  'canary',
  'chain of thought',
  'collaborative filtering',
  'continuous batching',
  'contrastive',
  'convolutional',
  'cross entropy',
  'cross encoder',
  'deep learning',
  'distillation',
  'down sampling',
  'downsampling',
  'dual encoder',
  'embedding',
  'factorisation machine',
  'factorization machine',
  'feature store',
  'few shot',
  'fine tune',
  'fine tuning',
  'gradient boosted',
  'gradient boosting',
  'graph neural network',
  'hard negative',
  'hashing trick',
  'holdout',
  'in batch negative',
  'kv cache',
  'label joiner',
  'learning to rank',
  'log loss',
  'logistic regression',
  'matrix factorisation',
  'matrix factorization',
  'model registry',
  'multi task',
  'ndcg',
  'negative sampling',
  'neural network',
  'normalised entropy',
  'object detection',
  'off policy',
  'online learning',
  'paged attention',
  'point in time join',
  'position bias',
  'prefix cache',
  'product quantisation',
  'product quantization',
  'propensity',
  'quantile loss',
  'random forest',
  're ranking',
  'reranking',
  'retrieval augmented',
  'roc',
  'shadow traffic',
  'softmax',
  'thompson sampling',
  'training serving skew',
  'transformer',
  'triplet loss',
  'two stage',
  'two tower',
  'uplift model',
  'vector index',
  'vector search',
  'xgboost',
] as const;

function toPattern(phrase: string): RegExp {
  const escaped = phrase
    .toLowerCase()
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/[\s_-]+/g, String.raw`[\s_-]+`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?:s|es)?(?![\p{L}\p{N}])`, 'iu');
}

const TECHNIQUES = TECHNIQUE_WORDS.map((word) => ({ word, pattern: toPattern(word) }));

/** The texts in which the guide says how the problem is solved. */
function listSolutionTexts(scenario: Scenario): string[] {
  const { steps, architecture } = scenario.interviewer;
  return [
    ...steps
      .flatMap(({ expect, hints }) => [...listTexts(expect), ...listTexts(hints)])
      .map(({ text }) => text),
    ...architecture.nodes.map(({ label }) => label),
  ];
}

/**
 * Faults for technique words in `meta` (any) and in `candidate` (those the guide uses), for component names of two or more
 * words in either, and for guide sentences in anything a candidate may read, faces of reveals included.
 */
export function findLeaks(scenario: Scenario): ScenarioFault[] {
  const meta = listTexts(scenario.meta, ['meta']);
  const candidate = listTexts(scenario.candidate, ['candidate']);
  const solution = listSolutionTexts(scenario).join('\n');
  const usedTechniques = TECHNIQUES.filter(({ pattern }) => pattern.test(solution));
  const componentNames = [...new Set(scenario.interviewer.architecture.nodes.map(({ label }) => label))]
    .filter((label) => countWords(label) >= 2)
    .map((word) => ({ word, pattern: toPattern(word) }));

  const findIn = (texts: readonly TextAt[], words: typeof componentNames, what: string): ScenarioFault[] =>
    texts.flatMap(({ path, text }) =>
      words
        .filter(({ pattern }) => pattern.test(text))
        .map(({ word }) => ({
          rule: 'leak' as const,
          path,
          message: `"${word}" is ${what} and stands where the candidate reads it; say what is wanted, not how`,
        })),
    );

  return [
    ...findIn(meta, TECHNIQUES, 'a technique'),
    ...findIn(candidate, usedTechniques, 'a technique the guide asks for'),
    ...findIn([...meta, ...candidate], componentNames, 'a component of the reference architecture'),
    ...findCopiedSentences(scenario),
  ];
}

function findCopiedSentences(scenario: Scenario): ScenarioFault[] {
  const open = listOpenTexts(scenario).map(({ path, text }) => ({ path, text: text.toLowerCase() }));
  return listSecretTexts(scenario).flatMap(({ path, text }) =>
    open
      .filter((visible) => visible.text.includes(text.toLowerCase()))
      .map((visible) => ({
        rule: 'leak' as const,
        path,
        message: `the same words stand in ${visible.path.join('.')}, which the candidate reads; word one of them differently`,
      })),
  );
}
