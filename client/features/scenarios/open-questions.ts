import type { Dimension, Step } from '#shared/domain/vocabulary.ts';

/**
 * Questions that fit every case and give nothing away, for what a guide has no probe for. Read out as written they cost
 * the candidate nothing.
 */

/** What a step is mainly about. */
const STEP_DIMENSION: Readonly<Record<Step, Dimension>> = {
  clarify: 'framing',
  frame: 'framing',
  data: 'data',
  model: 'modelling',
  evaluate: 'evaluation',
  serve: 'serving',
  monitor: 'operations',
};

const ABOUT_STEP: Readonly<Record<Step, string>> = {
  clarify: 'What else do you want to settle before you start designing?',
  frame: 'Say it in one sentence: what is predicted, for whom, at which moment, and why that helps.',
  data: 'Take one training example. Where does each part of it come from, and when is it known?',
  model: 'What would you build first, and what would have to be true before you go beyond it?',
  evaluate: 'How will you know that it works, before the launch and after it?',
  serve: 'Take me through one request at peak, with times and numbers.',
  monitor: 'It has been live for three months. What may have gone wrong, and who would notice?',
};

const ABOUT_DIMENSION: Readonly<Record<Dimension, string>> = {
  framing: 'What is this for, and how would we see that it helps?',
  data: 'What do you know about the data behind this, and what would you want to check?',
  modelling: 'What does the model learn here, and what is the simplest thing it has to beat?',
  architecture: 'Walk me along the parts on your board: what calls what, and what runs ahead of time?',
  evaluation: 'What would you measure here, and what could that number hide?',
  serving: 'Put numbers on this: how much of it, how fast, and what does it cost?',
  operations: 'What happens when this goes wrong, and what do people’s rights ask of it?',
  communication: 'Sum up where we are: what is decided, what is open, and what would you give up?',
};

export function openQuestion({ step, dim }: { readonly step: Step; readonly dim: Dimension }): string {
  return STEP_DIMENSION[step] === dim ? ABOUT_STEP[step] : ABOUT_DIMENSION[dim];
}
