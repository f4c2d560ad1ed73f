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
  'active learning',
  'approximate nearest neighbor',
  'approximate nearest neighbour',
  'auc',
  'autoencoder',
  'bandit',
  'beam search',
  'bm25',
  'calibrate',
  'calibrated',
  'calibration',
  'canary',
  'chain of thought',
  'collaborative filtering',
  'continuous batching',
  'contrastive',
  'convolutional',
  'counterfactual',
  'cross encoder',
  'cross entropy',
  'cross validation',
  'deep learning',
  'differential privacy',
  'distillation',
  'down sampled',
  'down sampling',
  'downsampled',
  'downsampling',
  'dual encoder',
  'embedding',
  'factorisation machine',
  'factorization machine',
  'feature store',
  'few shot',
  'fine tune',
  'fine tuning',
  'focal loss',
  'gradient boosted',
  'gradient boosting',
  'gradient descent',
  'graph neural network',
  'hard negative',
  'hashing trick',
  'holdout',
  'hyperparameter',
  'importance weighting',
  'in batch negative',
  'interleaving',
  'inverted index',
  'isolation forest',
  'kv cache',
  'label joiner',
  'label smoothing',
  'learning to rank',
  'locality sensitive hashing',
  'log loss',
  'logistic regression',
  'lora',
  'matrix factorisation',
  'matrix factorization',
  'maximal marginal relevance',
  'mixture of experts',
  'model quantisation',
  'model quantization',
  'model registry',
  'multi task',
  'ndcg',
  'nearest neighbor',
  'nearest neighbour',
  'negative sampling',
  'neural network',
  'normalised entropy',
  'object detection',
  'off policy',
  'online learning',
  'paged attention',
  'perceptual hash',
  'point in time join',
  'position bias',
  'prefix cache',
  'product quantisation',
  'product quantization',
  'propensity',
  'quantile loss',
  'quantised',
  'quantized',
  'rag',
  'random forest',
  're ranker',
  're ranking',
  'reinforcement learning',
  'reranker',
  'reranking',
  'retrieval augmented',
  'roc',
  'self attention',
  'shadow traffic',
  'softmax',
  'speculative decoding',
  'survival analysis',
  'target encoding',
  'tensor parallel',
  'tf idf',
  'thompson sampling',
  'training serving skew',
  'transformer',
  'tree ensemble',
  'trie',
  'triplet loss',
  'two stage',
  'two tower',
  'up sampling',
  'uplift model',
  'vector index',
  'vector search',
  'vision language model',
  'word2vec',
  'xgboost',
] as const;

interface Phrase {
  readonly word: string;
  readonly pattern: RegExp;
}

/** Words with the pattern each is found by, and one pattern that finds whether any of them stands in a text at all. */
interface Phrases {
  readonly all: readonly Phrase[];
  readonly any: RegExp;
}

function toSource(phrase: string): string {
  return phrase
    .toLowerCase()
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/[\s_-]+/g, String.raw`[\s_-]+`);
}

function toPattern(sources: readonly string[]): RegExp {
  const choice = sources.join('|');
  return new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${choice})(?:s|es)?(?![\p{L}\p{N}])`, 'iu');
}

function toPhrases(words: readonly string[]): Phrases {
  const sources = words.map(toSource);
  return {
    // Made when a text calls for it: classes of letters are dear to compile, and a good file needs none of them.
    all: words.map((word, index) => {
      let pattern: RegExp | undefined;
      return {
        word,
        get pattern() {
          return (pattern ??= toPattern(sources.slice(index, index + 1)));
        },
      };
    }),
    any: toPattern(sources),
  };
}

const TECHNIQUES = toPhrases(TECHNIQUE_WORDS);

/** "calibrated" gives away what "calibration" does. */
function toStem(word: string): string {
  return word.replace(/(?:ed|er|e|ing|ion)$/, '');
}

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
  const labels = scenario.interviewer.architecture.nodes.map(({ label }) => label);
  const componentNames = [...new Set(labels)].filter((label) => countWords(label) >= 2);

  return [
    ...findPhrases(meta, TECHNIQUES, 'a technique'),
    ...findPhrases(candidate, TECHNIQUES, 'a technique the guide asks for', ({ word }) =>
      TECHNIQUES.all.some((other) => toStem(other.word) === toStem(word) && other.pattern.test(solution)),
    ),
    ...findPhrases(
      [...meta, ...candidate],
      toPhrases(componentNames),
      'a component of the reference architecture',
    ),
    ...findCopiedSentences(scenario),
  ];
}

function findPhrases(
  texts: readonly TextAt[],
  phrases: Phrases,
  what: string,
  counts: (phrase: Phrase) => boolean = () => true,
): ScenarioFault[] {
  if (phrases.all.length === 0) return [];
  return texts
    .filter(({ text }) => phrases.any.test(text))
    .flatMap(({ path, text }) =>
      phrases.all
        .filter((phrase) => phrase.pattern.test(text) && counts(phrase))
        .map(({ word }) => ({
          rule: 'leak' as const,
          path,
          message: `"${word}" is ${what} and stands where the candidate reads it; say what is wanted, not how`,
        })),
    );
}

function findCopiedSentences(scenario: Scenario): ScenarioFault[] {
  const open = listOpenTexts(scenario).map(({ path, text }) => ({ path, text: text.toLowerCase() }));
  // Several hundred sentences are looked for and hardly one is found, so all texts are searched as one first.
  const everything = open.map(({ text }) => text).join('\n');
  return listSecretTexts(scenario).flatMap(({ path, text }) => {
    const sentence = text.toLowerCase();
    if (!everything.includes(sentence)) return [];
    return open
      .filter((visible) => visible.text.includes(sentence))
      .map((visible) => ({
        rule: 'leak' as const,
        path,
        message: `the same words stand in ${visible.path.join('.')}, which the candidate reads; word one of them differently`,
      }));
  });
}
