import type { EvidenceKind, EvidenceSign } from '#shared/domain/rubric-forms.ts';
import type { Dimension, Step } from '#shared/domain/vocabulary.ts';

/** What a typed line says about itself: `+ asked for scale`, `- "just retrain"`. */
export interface ReadLine {
  readonly sign: EvidenceSign | null;
  readonly kind: EvidenceKind | null;
  readonly text: string;
}

const SIGNS: Readonly<Record<string, EvidenceSign>> = {
  '+': 'plus',
  '-': 'minus',
  '−': 'minus',
  '–': 'minus',
  '=': 'neutral',
};

/** Takes a leading sign off a line and knows a quotation by its marks. */
export function readLine(line: string): ReadLine {
  const trimmed = line.trim();
  const sign = SIGNS[trimmed.slice(0, 1)] ?? null;
  const rest = sign ? trimmed.slice(1).trim() : trimmed;
  const quote = /^["“„](.*)["”]$/u.exec(rest);
  return { sign, kind: quote ? 'quote' : null, text: quote?.[1]?.trim() ?? rest };
}

/** The dimension a note most likely belongs to while a step is run; bookends are about how it is led. */
const DIMENSION_OF_STEP: Readonly<Record<Step, Dimension>> = {
  clarify: 'framing',
  frame: 'framing',
  data: 'data',
  model: 'modelling',
  evaluate: 'evaluation',
  serve: 'serving',
  monitor: 'operations',
};

export function guessDimension(step: Step | null): Dimension {
  return step === null ? 'communication' : DIMENSION_OF_STEP[step];
}
