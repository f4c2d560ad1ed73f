import type { Review } from '#shared/contracts/review.contract.ts';
import {
  CONFIDENCE_NAMES,
  FORMAT_NAMES,
  FRAMEWORK_NAMES,
  LEVEL_NAMES,
  OUTCOME_NAMES,
  REASON_NAMES,
  REPLY_WITHDRAWN,
  RUNG_NAMES,
  SIGNAL_TEXTS,
  SIGN_NAMES,
  UPTAKE_NAMES,
  dimensionLabel,
  phaseName,
  questionLabel,
  replyTargetLabel,
  withoutSources,
} from '#shared/domain/review-words.ts';
import { FEEDBACK_QUESTIONS } from '#shared/domain/rubric-config.ts';
import { scoreMovers } from '#shared/domain/score-movers.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { formatClock, formatHundredths, formatMoment, formatSigned } from './report-format.ts';
import { notesBlocks } from './report-notes.ts';

/**
 * The result of an interview as plain blocks, made from the very view its reader gets on screen and from nothing else:
 * what the view leaves out cannot be in a file. Markdown and PDF are two ways of writing the same blocks.
 */
export type ReportBlock =
  | { readonly type: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly type: 'paragraph'; readonly text: string; readonly tone?: 'muted' | 'strong' }
  | { readonly type: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly type: 'outcome';
      readonly label: string;
      readonly word: string;
      readonly facts: readonly string[];
    }
  | { readonly type: 'list'; readonly items: readonly string[]; readonly start?: number }
  | {
      readonly type: 'table';
      readonly columns: readonly ReportColumn[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'board'; readonly board: Review['board']; readonly caption: string };

export interface ReportColumn {
  readonly title: string;
  /** Part of the width it gets, against the other columns. */
  readonly share: number;
}

export interface Report {
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export interface ReportOptions {
  /** IANA name; dates are written for it. */
  readonly timeZone: string;
}

type Scored = Exclude<Review, { view: 'observer' }>;
type Result = NonNullable<Scored['result']>;

/** Everything of `review`, in reading order. */
export function toReport(review: Review, { timeZone }: ReportOptions): Report {
  const scored = review.view === 'observer' ? null : review;
  return {
    title: review.scenario?.title ?? 'Interview',
    blocks: [
      ...headBlocks(review, timeZone),
      ...(scored ? resultBlocks(scored) : []),
      ...(scored ? replyBlocks(scored, timeZone) : []),
      ...(scored ? momentBlocks(scored) : []),
      ...timeBlocks(review),
      ...(scored ? hintBlocks(scored) : []),
      ...(scored ? selfBlocks(scored) : []),
      ...(scored ? feedbackBlocks(scored) : []),
      ...boardBlocks(review),
      ...notesSection(review),
      ...debriefBlocks(review),
    ],
  };
}

function headBlocks(review: Review, timeZone: string): ReportBlock[] {
  const { setup, people, startedAt, durationMs, roomName, ordinal, scenario } = review;
  return [
    {
      type: 'facts',
      rows: [
        ...people.map(
          ({ role, displayName }) =>
            [role === 'candidate' ? 'Candidate' : 'Interviewer', displayName] as const,
        ),
        ['Room', `${roomName}, round ${ordinal}`],
        [
          'Interview',
          [LEVEL_NAMES[setup.level], FORMAT_NAMES[setup.format], FRAMEWORK_NAMES[setup.framework]].join(', '),
        ],
        ...(startedAt ? [['Held', formatMoment(startedAt, timeZone)] as const] : []),
        ['Length', formatClock(durationMs)],
      ],
    },
    ...(scenario ? [{ type: 'paragraph', text: withoutSources(scenario.prompt) } as const] : []),
  ];
}

function resultBlocks(review: Scored): ReportBlock[] {
  const { result } = review;
  if (!result) {
    const isSealed = review.view === 'guide' && review.isSealed;
    return [
      heading('Result'),
      {
        type: 'paragraph',
        text: isSealed
          ? 'Sealed until your own rubric is handed in.'
          : 'No rubric was handed in, so there are no ratings.',
      },
    ];
  }
  const { score, recommendation, levelSignal, raterCount, isLate } = result;
  const isMeanShown = score.meanHundredths !== null;
  return [
    heading('Result'),
    {
      type: 'outcome',
      label: 'Mock outcome',
      word: OUTCOME_NAMES[recommendation],
      facts: [
        SIGNAL_TEXTS[levelSignal](review.setup.level),
        score.meanHundredths === null
          ? 'Too little was assessed to show a mean'
          : `Weighted mean ${formatHundredths(score.meanHundredths)} of 4`,
        `${score.coveragePercent} % of the weight assessed${isMeanShown && score.completeness === 'partial' ? ' (partial)' : ''}`,
        raterCount === 1 ? 'One rater' : `Mean of ${raterCount} raters`,
        ...(isLate ? ['Handed in after the forms were opened'] : []),
        ...('confidence' in result ? [`Confidence ${CONFIDENCE_NAMES[result.confidence]}`] : []),
      ],
    },
    {
      type: 'paragraph',
      tone: 'muted',
      text: 'A mock outcome of a practice interview. 3 meets the bar of the level, 4 is above it, 2 close, 1 well below.',
    },
    ...('reason' in result ? reasonBlocks(result) : []),
    ...dimensionBlocks(result),
    ...remarkBlocks(result),
    ...moverBlocks(result),
  ];
}

function reasonBlocks(result: Extract<Result, { reason: string }>): ReportBlock[] {
  return [
    ...(result.reason.trim() === '' ? [] : [heading('Reason', 3), paragraph(result.reason)]),
    ...(result.consistencyNote.trim() === '' ? [] : [paragraph(result.consistencyNote)]),
    ...(result.ceilingReasons.length === 0
      ? []
      : [
          heading('Rated above the hints because', 3),
          list(
            result.ceilingReasons.map(({ dimension, reason }) => `${dimensionLabel(dimension)}: ${reason}`),
          ),
        ]),
  ];
}

function dimensionBlocks({ dimensions }: Result): ReportBlock[] {
  return [
    heading('Ratings'),
    {
      type: 'table',
      columns: [
        { title: 'Dimension', share: 20 },
        { title: 'Rating', share: 12 },
        { title: 'Shown', share: 34 },
        { title: 'Next rung', share: 34 },
      ],
      rows: dimensions.map((row) => [
        `${dimensionLabel(row.dimension)} (${row.weightPercent}\u00A0%)`,
        row.ratingHundredths === null
          ? `Not assessed${row.notAssessed === null ? '' : `: ${REASON_NAMES[row.notAssessed]}`}`
          : formatHundredths(row.ratingHundredths),
        row.anchor ?? '',
        row.ratingHundredths === null ? '' : (row.nextRung ?? 'Top of the ladder'),
      ]),
    },
  ];
}

function remarkBlocks({ strengths, changes }: Result): ReportBlock[] {
  const at = (offsetMs: number | null) => (offsetMs === null ? '' : ` (${formatClock(offsetMs)})`);
  return [
    ...(strengths.length === 0
      ? []
      : [heading('Went well', 3), list(strengths.map(({ text, offsetMs }) => `${text}${at(offsetMs)}`))]),
    ...(changes.length === 0
      ? []
      : [
          heading('Change next time', 3),
          list(
            changes.map(
              ({ text, nextStep, offsetMs }) =>
                `${text}${at(offsetMs)}${nextStep.trim() === '' ? '' : ` Instead: ${nextStep}`}`,
            ),
          ),
        ]),
  ];
}

function moverBlocks({ score, dimensions }: Result): ReportBlock[] {
  const movers = score.meanHundredths === null ? [] : scoreMovers(dimensions);
  if (movers.length === 0) return [];
  return [
    heading('What would have moved it most', 3),
    list(
      movers.map(
        ({ dimension, nextRung, toRating, meanHundredths }) =>
          `${dimensionLabel(dimension)} at ${toRating} (a mean of ${formatHundredths(meanHundredths)}): ${nextRung}`,
      ),
    ),
  ];
}

/** What the candidate said to it, each flag with what came of it. Sealed readers have none. */
function replyBlocks({ replies, evidence }: Scored, timeZone: string): ReportBlock[] {
  if (!replies || replies.length === 0) return [];
  const by = ({ authorName, createdAt }: { authorName: string; createdAt: string }) =>
    ` \u2013 ${authorName}, ${formatMoment(createdAt, timeZone)}`;
  return [
    heading('Replies and flags'),
    ...replies.flatMap((reply): ReportBlock[] => {
      const { target } = reply;
      const note = target.on === 'note' ? evidence.find(({ id }) => id === target.noteId) : undefined;
      const about = replyTargetLabel(target, { noteMs: note?.offsetMs ?? null, formatClock });
      const kind = reply.kind === 'flag' ? 'Flagged as wrong' : 'Reply';
      return [
        heading(`${kind}: ${about}`, 3),
        paragraph(`${reply.withdrawnAt ? REPLY_WITHDRAWN : reply.text}${by(reply)}`),
        ...(reply.answers.length === 0
          ? []
          : [
              list(
                reply.answers.map((answer) => {
                  const { verdict, record, withdrawnAt, text } = answer;
                  const corrected = record
                    ? `Corrected, ${dimensionLabel(record.dimension)} ${record.rating}`
                    : 'Corrected';
                  const word = verdict === 'stands' ? 'Stands' : corrected;
                  return `${withdrawnAt ? REPLY_WITHDRAWN : `${word}: ${text}`}${by(answer)}`;
                }),
              ),
            ]),
      ];
    }),
  ];
}

/** Guide notes say whether the candidate may read them; a candidate's are all to be read. */
function momentBlocks({ evidence }: Scored): ReportBlock[] {
  if (evidence.length === 0) return [];
  return [
    heading('Evidence in time order'),
    {
      type: 'table',
      columns: [
        { title: 'Time', share: 10 },
        { title: 'Dimension', share: 22 },
        { title: 'Sign', share: 12 },
        { title: 'What was noted', share: 56 },
      ],
      rows: evidence.map((note) => [
        formatClock(note.offsetMs),
        dimensionLabel(note.dimension),
        SIGN_NAMES[note.sign],
        [
          note.kind === 'quote' ? `\u201C${note.text}\u201D` : note.text,
          note.kind === 'interpretation' ? ' (interpretation)' : '',
          'share' in note && !note.share ? ' (kept from the candidate)' : '',
          ` \u2013 ${note.authorName}`,
        ].join(''),
      ]),
    },
  ];
}

function timeBlocks({ phases, pauses }: Review): ReportBlock[] {
  if (phases.length === 0) return [];
  const paused = pauses.reduce((sum, { pausedMs }) => sum + pausedMs, 0);
  return [
    heading('Time against plan'),
    {
      type: 'table',
      columns: [
        { title: 'Phase', share: 40 },
        { title: 'Planned', share: 20 },
        { title: 'Spent', share: 20 },
        { title: 'Over', share: 20 },
      ],
      rows: phases.map(({ id, budgetMs, extendedMs, spentMs }) => {
        const overMs = spentMs - budgetMs - extendedMs;
        return [
          phaseName(id),
          formatClock(budgetMs + extendedMs),
          formatClock(spentMs),
          overMs >= 1_000 ? formatClock(overMs) : '',
        ];
      }),
    },
    ...(paused === 0 ? [] : [paragraph(`Paused for ${formatClock(paused)} in all; pauses do not count.`)]),
  ];
}

function hintBlocks({ hints }: Scored): ReportBlock[] {
  return [
    heading('Hints', 3),
    hints.length === 0
      ? paragraph('No hints were given.')
      : list(
          hints.map((hint) => {
            const uptake = 'uptake' in hint && hint.uptake ? `, ${UPTAKE_NAMES[hint.uptake]}` : '';
            return `${formatClock(hint.offsetMs)} ${RUNG_NAMES[hint.rung]}, ${dimensionLabel(hint.dimension)}${uptake}`;
          }),
        ),
  ];
}

function selfBlocks({ self, result }: Scored): ReportBlock[] {
  if (!self) return [];
  const { comparison } = self;
  const rated = new Map((result?.dimensions ?? []).map((row) => [row.dimension, row.ratingHundredths]));
  const names = (dimensions: readonly (typeof DIMENSIONS)[number][]) =>
    dimensions.length === 0 ? 'none' : dimensions.map(dimensionLabel).join(', ');
  return [
    heading('Own view beside the rating'),
    {
      type: 'table',
      columns: [
        { title: 'Dimension', share: 46 },
        { title: 'Own view', share: 18 },
        { title: 'Rated', share: 18 },
        { title: 'Gap', share: 18 },
      ],
      rows: DIMENSIONS.map((dimension) => {
        const rating = rated.get(dimension) ?? null;
        const gap = comparison?.gapHundredths[dimension] ?? null;
        return [
          dimensionLabel(dimension),
          self.ratings[dimension] === null ? '\u2013' : String(self.ratings[dimension]),
          rating === null ? '\u2013' : formatHundredths(rating),
          gap === null ? '' : formatSigned(gap),
        ];
      }),
    },
    ...(comparison
      ? [
          list([
            ...(comparison.meanGapHundredths === null
              ? []
              : [`On average ${formatSigned(comparison.meanGapHundredths)} from the rating`]),
            `Blind spots: ${names(comparison.blindSpots)}`,
            `Hidden strengths: ${names(comparison.hiddenStrengths)}`,
          ]),
        ]
      : []),
    ...(self.tenMoreMinutes.trim() === ''
      ? []
      : [heading('With ten more minutes', 3), paragraph(self.tenMoreMinutes)]),
  ];
}

function feedbackBlocks({ feedback }: Scored): ReportBlock[] {
  if (!feedback) return [];
  return [
    heading('About the interviewing'),
    {
      type: 'table',
      columns: [
        { title: 'Question', share: 75 },
        { title: 'Answer', share: 25 },
      ],
      rows: FEEDBACK_QUESTIONS.map((question) => {
        const { rating, cannotSay } = feedback.answers[question];
        return [
          questionLabel(question),
          cannotSay ? 'Cannot say' : rating === null ? '\u2013' : String(rating),
        ];
      }),
    },
    ...(feedback.keep.trim() === '' ? [] : [heading('Keep', 3), paragraph(feedback.keep)]),
    ...(feedback.change.trim() === '' ? [] : [heading('Change', 3), paragraph(feedback.change)]),
  ];
}

function boardBlocks({ board }: Review): ReportBlock[] {
  const count = board.nodes.length;
  const isEmpty = count === 0 && board.strokes.length === 0;
  return [
    heading('Board at the end'),
    isEmpty
      ? paragraph('The board stayed empty.')
      : { type: 'board', board, caption: `${count} ${count === 1 ? 'part' : 'parts'}` },
  ];
}

function notesSection({ notes }: Review): ReportBlock[] {
  const blocks = notesBlocks(notes);
  return blocks.length === 0 ? [] : [heading('Notes'), ...blocks];
}

function debriefBlocks({ debrief }: Review): ReportBlock[] {
  if (!debrief) return [];
  return [
    heading('Debrief'),
    paragraph(withoutSources(debrief.summary)),
    list(debrief.takeaways.map(withoutSources)),
    ...(debrief.worksheet && debrief.worksheet.length > 0
      ? [
          heading('The numbers', 3),
          {
            type: 'table',
            columns: [
              { title: 'Quantity', share: 34 },
              { title: 'Expected', share: 22 },
              { title: 'Why', share: 44 },
            ],
            rows: debrief.worksheet.map(({ label, unit, expect, why }) => [
              label,
              `${expect.toLocaleString('en')} ${unit}`,
              withoutSources(why),
            ]),
          } as const,
        ]
      : []),
    ...(debrief.reading.length === 0
      ? []
      : [
          heading('Reading', 3),
          list(
            debrief.reading.map(
              ({ title, publisher, year, url }) => `${title}, ${publisher}, ${year}. ${url}`,
            ),
          ),
        ]),
  ];
}

function heading(text: string, level: 2 | 3 = 2): ReportBlock {
  return { type: 'heading', level, text };
}

function paragraph(text: string): ReportBlock {
  return { type: 'paragraph', text };
}

function list(items: readonly string[]): ReportBlock {
  return { type: 'list', items };
}
