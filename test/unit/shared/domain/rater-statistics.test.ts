import { describe, expect, it } from 'vitest';
import { groupByInterview, type RaterForm } from '#shared/domain/agreement.ts';
import {
  feedbackAverages,
  raterSeverity,
  ratingHabits,
  type OwnForm,
} from '#shared/domain/rater-statistics.ts';
import { FEEDBACK_QUESTIONS, RUBRIC, type Rating } from '#shared/domain/rubric-config.ts';
import { EMPTY_FORMS, type FeedbackContent } from '#shared/domain/rubric-forms.ts';
import { ratingsOfRow } from './ratings-of.ts';

type Row = readonly (Rating | null)[];

function form(interviewId: string, raterId: string, row: Row): RaterForm {
  return { interviewId, raterId, ratings: ratingsOfRow(row), recommendation: null };
}
const severityOf = (raterId: string, forms: readonly RaterForm[]) =>
  raterSeverity(groupByInterview(forms), raterId);
/** So many interviews with two shared dimensions each. */
const pairs = (count: number, own: Row, other: Row) =>
  Array.from({ length: count }, (_, index) => [
    form(`i${index}`, 'me', own),
    form(`i${index}`, 'you', other),
  ]).flat();

describe('severity', () => {
  it('is the mean of own rating minus mean of the others, below 0 for the stricter one', () => {
    expect(severityOf('me', pairs(10, [2, 3], [3, 3]))).toEqual({
      case: 'shown',
      shared: 20,
      mean: -0.5,
      byDimension: [],
    });
    expect(severityOf('you', pairs(10, [2, 3], [3, 3]))).toMatchObject({ mean: 0.5 });
  });

  it('takes the mean of several others first', () => {
    const forms = Array.from({ length: 20 }, (_, index) => [
      form(`i${index}`, 'me', [3]),
      form(`i${index}`, 'x', [4]),
      form(`i${index}`, 'y', [4]),
      form(`i${index}`, 'z', [3]),
    ]).flat();
    expect(severityOf('me', forms)).toMatchObject({ shared: 20, mean: -2 / 3 });
    expect(severityOf('z', forms)).toMatchObject({ shared: 20, mean: -2 / 3 });
    expect(severityOf('x', forms)).toMatchObject({ mean: 2 / 3 });
  });

  it('waits for twenty shared ratings', () => {
    const forms = [...pairs(9, [2, 3], [3, 3]), form('last', 'me', [2, 3]), form('last', 'you', [3, null])];
    expect(severityOf('me', forms)).toEqual({ case: 'too_few', shared: 19, needed: 20 });
  });

  it('is given by dimension where that alone has twenty', () => {
    const forms = pairs(20, [2, 3], [3, 3]).map((each, index) =>
      index === 0 ? form('i0', 'me', [2, null]) : each,
    );
    expect(severityOf('me', forms)).toMatchObject({
      shared: 39,
      byDimension: [{ dimension: 'framing', shared: 20, mean: -1 }],
    });
  });

  it('leaves out interviews rated alone and dimensions nobody else rated', () => {
    const forms = [
      ...pairs(20, [3, 4], [3, null]),
      form('alone', 'me', [1, 1]),
      form('theirs', 'you', [1]),
      form('theirs', 'they', [4]),
    ];
    expect(severityOf('me', forms)).toMatchObject({ shared: 20, mean: 0 });
    expect(severityOf('nobody', forms)).toEqual({ case: 'too_few', shared: 0, needed: 20 });
  });
});

describe('habits', () => {
  const NOW = 1_000_000;
  const own = (row: Row, times: { submittedAt?: number | null; dueAt?: number | null } = {}): OwnForm => ({
    interviewId: 'i',
    level: 'senior',
    config: RUBRIC,
    submittedAt: 500,
    dueAt: null,
    ratings: ratingsOfRow(row),
    ...times,
  });

  it('counts forms with six or more ratings that are all the same', () => {
    const { halo } = ratingHabits(
      [
        own([3, 3, 3, 3, 3, 3]),
        own([3, 3, 3, 3, 3, 3, 3, 2]),
        own([2, 2, 2, 2, 2, 2, 2, 2]),
        own([1, 2, 3, 4, 1, 2]),
        // Five alike are too few to mean anything, and an unsubmitted form is none yet.
        own([3, 3, 3, 3, 3]),
        own([4, 4, 4, 4, 4, 4], { submittedAt: null }),
      ],
      NOW,
    );
    expect(halo).toEqual({ eligible: 4, flat: 2, share: 0.5 });
  });

  it('averages coverage by the weights of each level', () => {
    // At senior the first five dimensions weigh 70, all weigh 100.
    const forms = [own([3, 3, 3, 3, 3]), own([3, 3, 3, 3, 3, 3, 3, 3])];
    expect(ratingHabits(forms, NOW).meanCoveragePercent).toBe(85);
  });

  it('tells late from overdue, and leaves out what is not due yet', () => {
    const forms = [
      own([], { submittedAt: 100, dueAt: 100 }),
      own([], { submittedAt: 101, dueAt: 100 }),
      own([], { submittedAt: null, dueAt: 100 }),
      own([], { submittedAt: null, dueAt: NOW + 1 }),
      own([], { submittedAt: 5, dueAt: null }),
    ];
    expect(ratingHabits(forms, NOW)).toMatchObject({ submitted: 3, due: 3, late: 1, overdue: 1 });
  });

  it('has no shares of nothing', () => {
    expect(ratingHabits([], NOW)).toEqual({
      submitted: 0,
      halo: { eligible: 0, flat: 0, share: null },
      meanCoveragePercent: null,
      due: 0,
      late: 0,
      overdue: 0,
    });
  });
});

describe('feedback on the interviewing', () => {
  const answered = (setup: Rating | null): Pick<FeedbackContent, 'answers'> => {
    const { answers } = EMPTY_FORMS['interviewer-feedback']();
    return { answers: { ...answers, setup: { rating: setup, cannotSay: setup === null } } };
  };

  it('is averaged from five interviews on', () => {
    expect(feedbackAverages(([4, 4, 4, 4] as const).map(answered))).toEqual({
      case: 'too_few',
      interviews: 4,
      needed: 5,
    });
    const five = feedbackAverages(([4, 3, 4, 3, 2] as const).map(answered));
    expect(five).toMatchObject({ case: 'shown', byQuestion: { setup: { answers: 5, meanHundredths: 320 } } });
  });

  it('shows no average of a question that fewer than five answered', () => {
    const averages = feedbackAverages(([4, 3, 4, 3, null] as const).map(answered));
    expect(averages).toMatchObject({
      case: 'shown',
      interviews: 5,
      byQuestion: {
        setup: { answers: 4, meanHundredths: null },
        room: { answers: 0, meanHundredths: null },
      },
    });
    expect(averages.case === 'shown' && Object.keys(averages.byQuestion)).toEqual([...FEEDBACK_QUESTIONS]);
  });
});
