import { describe, expect, it } from 'vitest';
import { guessDimension, readLine } from '#client/features/rubric/note-text.ts';
import { STEPS } from '#shared/domain/vocabulary.ts';

describe('a typed note', () => {
  it.each([
    ['+ asked for scale', { sign: 'plus', kind: null, text: 'asked for scale' }],
    ['- no guardrail', { sign: 'minus', kind: null, text: 'no guardrail' }],
    ['− no guardrail', { sign: 'minus', kind: null, text: 'no guardrail' }],
    ['=neutral remark', { sign: 'neutral', kind: null, text: 'neutral remark' }],
    ['plain', { sign: null, kind: null, text: 'plain' }],
    ['- "just retrain"', { sign: 'minus', kind: 'quote', text: 'just retrain' }],
    ['“it depends”', { sign: null, kind: 'quote', text: 'it depends' }],
    ['said "no" twice', { sign: null, kind: null, text: 'said "no" twice' }],
    ['  +  ', { sign: 'plus', kind: null, text: '' }],
  ] as const)('reads %j', (line, expected) => {
    expect(readLine(line)).toEqual(expected);
  });

  it('guesses a dimension for every step, and communication in the bookends', () => {
    expect(STEPS.map((step) => guessDimension(step))).toEqual([
      'framing',
      'framing',
      'data',
      'modelling',
      'evaluation',
      'serving',
      'operations',
    ]);
    expect(guessDimension(null)).toBe('communication');
  });
});
