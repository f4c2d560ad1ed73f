import { describe, expect, it } from 'vitest';
import { cell, toCsv } from '#server/features/review/report/report-csv.ts';
import { formatClock, knownTimeZone } from '#server/features/review/report/report-format.ts';
import { toMarkdown } from '#server/features/review/report/report-markdown.ts';
import { toReport } from '#server/features/review/report/report.ts';
import { ReviewSchema } from '#shared/contracts/review.contract.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { candidateReview, guideReview } from '#test/support/example-review.ts';

const inUtc = { timeZone: 'UTC' };
const markdownOf = (review: Parameters<typeof toReport>[0]) => toMarkdown(toReport(review, inUtc));

describe('a report', () => {
  it('has people, outcome, ratings with anchors, moments, times, own view, notes and debrief', () => {
    const text = markdownOf(candidateReview());
    for (const part of [
      '# Predict clicks on feed ads',
      '**Candidate:** Zo\u00EB Garc\u00EDa',
      '**Mock outcome: Hire**',
      'At the senior level',
      'Weighted mean 3.06 of 4',
      'Not assessed: no time',
      'Ties a business goal to a precise target',
      'Unprompted, compares two framings',
      'Led the time and said so. (01:01)',
      'Problem framing at 4 (a mean of',
      'Instead: Say for each metric which decision it serves.',
      '| 01:01 | Problem framing | For | Asked for the goal before drawing anything. \u2013 Maya Lindqvist |',
      '| Clarify | 06:00 | 07:11 | 01:11 |',
      'Paused for 01:05',
      'Blind spots: Evaluation',
      'Draw the fallback path',
      '\\[x\\] Optimise for long clicks',
      'p(click) = sigmoid(w.x)',
      'Split by time.',
    ])
      expect(text).toContain(part);
    for (const dimension of DIMENSIONS) expect(text).toContain(RUBRIC.dimensions[dimension].label);
    expect(text).not.toContain('[src:');
  });

  it('of the candidate holds nothing the candidate cannot see', () => {
    const text = [markdownOf(candidateReview()), toCsv(candidateReview())].join();
    for (const secret of ['REASON-OF-THE-RATER', 'NOTE-KEPT', 'Confidence', 'partly used'])
      expect(text).not.toContain(secret);
    const guide = markdownOf(guideReview());
    for (const own of ['REASON-OF-THE-RATER', 'NOTE-KEPT', 'kept from the candidate', 'partly used'])
      expect(guide).toContain(own);
  });

  it('holds replies and flags with what came of them, and of a withdrawn one that there was one', () => {
    const words = {
      authorName: 'Zo\u00EB Garc\u00EDa',
      isOwn: true,
      createdAt: '2026-01-16T09:00:00.000Z',
      withdrawnAt: null,
    };
    const flag = {
      ...words,
      id: 'flag-one',
      kind: 'flag' as const,
      target: { on: 'note' as const, noteId: 'note-two', dimension: 'evaluation' as const },
      text: 'I said log loss.',
      answers: [
        {
          ...words,
          id: 'answer-one',
          authorName: 'Maya Lindqvist',
          verdict: 'corrected' as const,
          record: { kind: 'correction' as const, dimension: 'evaluation' as const, rating: 4 as const },
          text: 'The recording says so.',
        },
      ],
    };
    const gone = {
      ...words,
      id: 'reply-two',
      kind: 'reply' as const,
      target: { on: 'review' as const },
      text: '',
      withdrawnAt: '2026-01-16T10:00:00.000Z',
      answers: [],
    };
    const text = markdownOf(candidateReview({ replies: [flag, gone] }));
    expect(text).toContain('### Flagged as wrong: Note at 21:00, Evaluation');
    expect(text).toContain('I said log loss. \u2013 Zo\u00EB Garc\u00EDa, 16 Jan 2026, 09:00 UTC');
    expect(text).toContain('Corrected, Evaluation 4: The recording says so. \u2013 Maya Lindqvist');
    expect(text).toContain('Withdrawn by its author');
    expect(markdownOf(candidateReview())).not.toContain('Replies and flags');
  });

  it('of a sealed lead says that it is sealed and nothing of the candidate', () => {
    const sealed = guideReview({ isSealed: true, result: null, self: null, feedback: null, evidence: [] });
    const text = markdownOf(sealed);
    expect(text).toContain('Sealed until your own rubric is handed in.');
    expect(text).not.toContain('fallback path');
  });

  it('of an observer has no word of scores', () => {
    const {
      result: _result,
      evidence: _notes,
      hints: _hints,
      self: _self,
      feedback: _said,
      replies: _replies,
      ...common
    } = candidateReview();
    const observer = ReviewSchema.parse({ ...common, view: 'observer' });
    const text = `${markdownOf(observer)}${toCsv(observer)}`;
    expect(text).toContain('Time against plan');
    for (const word of ['Mock outcome', 'Rating', 'Evidence', 'Hire', 'Blind'])
      expect(text).not.toContain(word);
  });
});

describe('figures', () => {
  it('are written as clocks and never as -0', () => {
    expect([0, 61_999, 3_723_000, -5].map(formatClock)).toEqual(['00:00', '01:01', '1:02:03', '00:00']);
  });

  it('are in UTC when the zone is not known here', () => {
    expect(['Europe/Warsaw', 'Mars/Olympus', '', undefined].map(knownTimeZone)).toEqual([
      'Europe/Warsaw',
      'UTC',
      'UTC',
      'UTC',
    ]);
  });
});

describe('a cell', () => {
  it.each([
    ['plain', '"plain"'],
    ['say "this"', '"say ""this"""'],
    ['two\nlines, one cell', '"two\nlines, one cell"'],
    ['=1+1', '"\'=1+1"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    ['\t=1', '"\'    =1"'],
    ['\r=1', '"\'\n=1"'],
    ['  =HYPERLINK("https://x")', '"\'  =HYPERLINK(""https://x"")"'],
    ['\uFF1D1+1', '"\'\uFF1D1+1"'],
  ])('%j is %s', (text, written) => {
    expect(cell(text)).toBe(written);
  });
});
