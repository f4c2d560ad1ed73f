import type { InterviewerScenario, Reveal } from '#shared/contracts/scenario-format.contract.ts';
import { LEVELS, type Step } from '#shared/domain/vocabulary.ts';
import { plainText } from './sourced-parts.ts';

/** Everything in a guide that can be found by words, in the order of the interview. Pure. */

/** Sections of the whole-interview view, in the order of their tiles. */
export const SECTIONS = [
  'reveals',
  'trade-offs',
  'worksheet',
  'curveballs',
  'deep-dives',
  'architecture',
  'measures',
  'brief',
] as const;
export type Section = (typeof SECTIONS)[number];

export type GuideEntryKind =
  | 'expectation'
  | 'probe'
  | 'reveal'
  | 'red-flag'
  | 'trade-off'
  | 'worksheet-line'
  | 'curveball'
  | 'deep-dive'
  | 'reading';

export interface GuideEntry {
  readonly kind: GuideEntryKind;
  /** Scenario item id; for reading matter the section it stands in and a number. */
  readonly id: string;
  /** Where it is: a step's page, or a section of the whole interview. */
  readonly place: Step | Section;
  /** What a result shows where the item itself has no row. */
  readonly title: string;
  readonly haystack: string;
}

export function indexGuide(scenario: InterviewerScenario): readonly GuideEntry[] {
  const { reveals, interviewer } = scenario;
  const { steps, tradeoffs, worksheet, curveballs, deep_dives: dives } = interviewer;
  return [
    ...steps.flatMap((guide) => [
      ...LEVELS.flatMap((level) => guide.expect[level]).map(({ id, text }) => {
        const ladder = guide.hints.find(({ expects }) => expects === id);
        const words = ladder ? [ladder.nudge, ladder.pointer, ladder.reveal] : [];
        return entry('expectation', id, guide.step, [text, ...words]);
      }),
      ...guide.probes.map(({ id, ask, listen_for: listenFor }) =>
        entry('probe', id, guide.step, [ask, ...listenFor]),
      ),
      ...reveals
        .filter(({ step }) => step === guide.step)
        .map((reveal) =>
          entry('reveal', reveal.id, guide.step, [...reveal.listen_for, ...faceWords(reveal), reveal.note]),
        ),
      ...guide.red_flags.map(({ id, text }) => entry('red-flag', id, guide.step, [text])),
    ]),
    ...tradeoffs.map((card) =>
      entry('trade-off', card.id, 'trade-offs', [
        card.a,
        card.b,
        card.a_when,
        card.b_when,
        ...card.must_mention,
      ]),
    ),
    ...worksheet.map((line) =>
      entry('worksheet-line', line.id, 'worksheet', [line.label, line.why, line.unit]),
    ),
    ...curveballs.map(({ id, say, expects }) =>
      entry('curveball', id, 'curveballs', [say, ...expects.map(({ text }) => text)]),
    ),
    ...dives.map(({ id, title, ask, strong }) =>
      entry('deep-dive', id, 'deep-dives', [title, ...ask, ...strong]),
    ),
    ...readingEntries(scenario),
  ];
}

function readingEntries({ interviewer }: InterviewerScenario): GuideEntry[] {
  const { architecture, metrics, privacy, monitoring, brief, script, steps } = interviewer;
  const texts: (readonly [Section, readonly string[]])[] = [
    ...architecture.nodes.map(({ label }) => ['architecture', [label]] as const),
    ...[...metrics.offline, ...metrics.online, ...metrics.guardrails].map(
      (metric) =>
        [
          'measures',
          [metric.name, metric.definition, metric.why, metric.target ?? '', metric.trap ?? ''],
        ] as const,
    ),
    ...privacy.rules.map(
      ({ law, provision, effect }) => ['measures', [`${law}, ${provision}`, effect]] as const,
    ),
    ...[...privacy.personal_data, ...privacy.fairness].map((text) => ['measures', [text]] as const),
    ...[...monitoring.drift, ...monitoring.skew, ...monitoring.feedback_loops].map(
      (text) => ['measures', [text]] as const,
    ),
    ...monitoring.alerts.map(
      ({ signal, threshold, action }) => ['measures', [signal, threshold, action]] as const,
    ),
    ...brief.split(/\n+/).map((text) => ['brief', [text]] as const),
    ...[script.opening, script.closing].map((text) => ['brief', [text]] as const),
  ];
  return [
    ...texts.map(([section, words], index) => entry('reading', `${section}-${index}`, section, words)),
    ...steps.map(({ step, goal, enough }) => entry('reading', `${step}-goal`, step, [goal, enough])),
  ];
}

function entry(
  kind: GuideEntryKind,
  id: string,
  place: Step | Section,
  words: readonly string[],
): GuideEntry {
  const texts = words.map(plainText);
  return { kind, id, place, title: texts[0] ?? '', haystack: fold(texts.join(' ')) };
}

function faceWords({ face }: Reveal): string[] {
  switch (face.type) {
    case 'text':
    case 'code':
      return [face.text];
    case 'numbers':
      return face.rows.map(({ label }) => label);
    case 'table':
      return [...face.columns, ...face.rows.map((row) => row.join(' '))];
    case 'graph':
      return face.board.nodes.map(({ label }) => label);
  }
}

/** Entries that hold every word of the query, in guide order; nothing for an empty query. */
export function searchGuide(entries: readonly GuideEntry[], query: string): readonly GuideEntry[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return entries.filter(({ haystack }) => words.every((word) => haystack.includes(word)));
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
