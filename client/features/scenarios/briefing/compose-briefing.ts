import type {
  Curveball,
  Face,
  InterviewerScenario,
  Reveal,
  WorksheetLine,
} from '#shared/contracts/scenario-format.contract.ts';
import type { Format, Level, Step } from '#shared/domain/vocabulary.ts';
import { groupExpectations, isGivenFact, splitByLevel } from '../cockpit-selectors.ts';
import { plainText } from '../sourced-parts.ts';
import { formatQuantity } from '../worksheet-numbers.ts';

/**
 * What of a guide goes on two pages to read in ten minutes: chosen, not shortened at random. The texts of a publishable
 * scenario are bounded by its rules, so fixed counts and one estimate in lines keep the pages full and never over. Pure.
 */

export interface BriefingCard {
  readonly id: string;
  /** Two paraphrases that count as asking. */
  readonly asks: readonly string[];
  readonly gist: string;
  readonly isExhibit: boolean;
  /** Minute by which it is offered unasked; null where it waits for the question. */
  readonly offerByMinute: number | null;
  /** Offered without any question. */
  readonly isVolunteered: boolean;
  /** What the case turns on: if nobody asks, the interviewer nudges towards it. */
  readonly isKey: boolean;
}

export interface BriefingNumber {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly range: string;
  readonly why: string;
}

export interface BriefingStep {
  readonly step: Step;
  readonly minutes: number;
  /** Minute of the interview at which it begins when everything goes to plan. */
  readonly startsAtMinute: number;
  readonly goal: string;
  readonly core: readonly string[];
  readonly firstProbe: string | null;
}

export interface Briefing {
  readonly prompt: readonly string[];
  readonly primer: readonly string[];
  readonly opening: string;
  readonly closing: string;
  readonly cards: readonly BriefingCard[];
  /** Cards that are in the guide and not here. */
  readonly otherCards: number;
  readonly numbers: readonly BriefingNumber[];
  readonly steps: readonly BriefingStep[];
  readonly tradeOffs: readonly {
    readonly id: string;
    readonly a: string;
    readonly b: string;
    readonly mentions: readonly string[];
  }[];
  readonly curveballs: readonly {
    readonly id: string;
    readonly trigger: Curveball['trigger'];
    readonly say: string;
  }[];
  readonly redFlags: readonly { readonly id: string; readonly text: string }[];
  readonly traps: readonly { readonly name: string; readonly text: string }[];
}

/** Characters in a line of half a page, a little fewer than fit, and lines the first page has in its two columns. */
const LINE_CHARS = 56;
const FIRST_PAGE_LINES = 126;
/** The same for the second page: a row of the steps has two texts side by side, what is under them two columns. */
const STEP_LINE_CHARS = { goal: 45, core: 57 } as const;
const SECOND_PAGE_LINES = 58;
const MAX_CARDS = 12;
const MIN_CARDS = 4;
const MAX_NUMBERS = 6;
const MAX_TRAPS = 4;
const MAX_CURVEBALLS = 4;
const MAX_RED_FLAGS = 9;
const MIN_RED_FLAGS = 4;
const MAX_CORE = 3;
const MAX_MENTIONS = 3;
const GIST_CHARS = 112;

export function composeBriefing(
  scenario: InterviewerScenario,
  { level, format }: { readonly level: Level; readonly format: Format },
): Briefing {
  const { candidate, interviewer, reveals } = scenario;
  const { metrics, script, steps, bookends } = interviewer;
  let minute = bookends.intro[format];
  const first = {
    prompt: paragraphs(candidate.prompt),
    primer: paragraphs(interviewer.brief),
    opening: plainText(script.opening),
    closing: plainText(script.closing),
    numbers: chooseNumbers(interviewer.worksheet),
    traps: [...metrics.offline, ...metrics.online, ...metrics.guardrails]
      .flatMap(({ name, trap }) => (trap ? [{ name: plainText(name), text: plainText(trap) }] : []))
      .slice(0, MAX_TRAPS),
    curveballs: splitByLevel(interviewer.curveballs, level)
      .within.slice(0, MAX_CURVEBALLS)
      .map(({ id, trigger, say }) => ({ id, trigger, say: plainText(say) })),
  };
  const cards = chooseCards(reveals, FIRST_PAGE_LINES - firstPageLines(first));
  const stepRows = steps.map((guide) => {
    const startsAtMinute = minute;
    minute += guide.minutes[format];
    const core = groupExpectations(guide, level)
      .within.flatMap(({ items }) => items)
      .filter((item) => item.core);
    return {
      step: guide.step,
      minutes: guide.minutes[format],
      startsAtMinute,
      goal: plainText(guide.goal),
      core: core.slice(0, MAX_CORE).map(({ text }) => plainText(text)),
      firstProbe: guide.probes[0] ? plainText(guide.probes[0].ask) : null,
    };
  });
  return {
    ...first,
    cards,
    otherCards: reveals.length - cards.length,
    steps: stepRows,
    ...chooseForSecondPage(interviewer, SECOND_PAGE_LINES - stepLines(stepRows)),
  };
}

// ---------------------------------------------------------------- what to choose

/**
 * Those that are handed over without being asked for, what there is to look at, and what the case turns on come first;
 * then what would stop the candidate. What may be assumed stays in the guide. Shown in the order of the interview.
 */
function chooseCards(reveals: readonly Reveal[], lines: number): BriefingCard[] {
  const ranked = reveals.toSorted((a, b) => rankOf(a) - rankOf(b));
  const chosen = new Map<string, BriefingCard>();
  let left = lines;
  for (const reveal of ranked) {
    if (chosen.size === MAX_CARDS) break;
    const card = toCard(reveal);
    const needs = linesOf(`${card.asks.join(' · ')} ${card.gist}`) + 1;
    if (needs > left && chosen.size >= MIN_CARDS) continue;
    left -= needs;
    chosen.set(card.id, card);
  }
  return reveals.flatMap(({ id }) => chosen.get(id) ?? []);
}

function rankOf({ policy, kind, if_unasked: ifUnasked, face }: Reveal): number {
  if (policy !== 'only_if_asked') return 0;
  if (ifUnasked === 'nudge') return 1;
  if (kind === 'exhibit') return 2;
  if (face.type === 'numbers') return 3;
  return ifUnasked === 'give' ? 4 : 5;
}

function toCard({
  id,
  kind,
  policy,
  offer_by_minute: offerBy,
  listen_for: asks,
  face,
  note,
  if_unasked: ifUnasked,
}: Reveal): BriefingCard {
  return {
    id,
    asks: asks.slice(0, 2).map(plainText),
    gist: gistOf(face, note),
    isExhibit: kind === 'exhibit',
    offerByMinute: policy === 'offer_by' ? (offerBy ?? null) : null,
    isVolunteered: policy === 'volunteer',
    isKey: ifUnasked === 'nudge',
  };
}

/** What it says; of something to look at, what there is to see in it. */
function gistOf(face: Face, note: string): string {
  switch (face.type) {
    case 'text':
      return firstSentences(plainText(face.text));
    case 'numbers':
      return cut(
        face.rows
          .map(({ label, value, unit }) => `${plainText(label)}: ${spellAmount(value, unit)}`)
          .join('; '),
      );
    case 'table':
    case 'code':
    case 'graph':
      return firstSentences(plainText(note));
  }
}

function spellAmount(value: number, unit: string): string {
  return unit === 'ratio' ? `${formatQuantity(value * 100)} %` : `${formatQuantity(value)} ${unit}`;
}

/** Without the unit, which stands before it; a share keeps its sign. */
function spellRange({ low, high, unit }: Pick<WorksheetLine, 'low' | 'high' | 'unit'>): string {
  if (unit === 'ratio') return `${formatQuantity(low * 100)} to ${formatQuantity(high * 100)} %`;
  return `${formatQuantity(low)} to ${formatQuantity(high)}`;
}

/** Results before inputs: a given number stands on its card, and the parts of a latency say little without their sum. */
function chooseNumbers(lines: readonly WorksheetLine[]): BriefingNumber[] {
  const results = lines.filter((line) => line.formula !== undefined && !line.id.startsWith('lat_'));
  const total = lines.filter(({ id }) => id === 'lat_total');
  const inputs = lines.filter((line) => isGivenFact(line) && line.id !== 'lat_total');
  const chosen = new Set([...total, ...results, ...inputs].slice(0, MAX_NUMBERS));
  return lines
    .filter((line) => chosen.has(line))
    .map(({ id, label, unit, expect, low, high, why }) => ({
      id,
      label: plainText(label),
      value: spellAmount(expect, unit),
      range: low === high ? '' : spellRange({ low, high, unit }),
      why: plainText(why),
    }));
}

/** Every trade-off in a line and the first red flags always; what a reason names and more red flags while there is room. */
function chooseForSecondPage(
  { tradeoffs, steps }: InterviewerScenario['interviewer'],
  lines: number,
): Pick<Briefing, 'tradeOffs' | 'redFlags'> {
  const serious = steps
    .flatMap(({ red_flags: flags }) => flags.filter(({ severity }) => severity === 'serious'))
    .map(({ id, text }) => ({ id, text: plainText(text) }));
  // Two columns.
  let left = lines * 2 - 4;
  const take = (text: string) => {
    left -= linesOf(text) + 0.15;
    return left >= 0;
  };
  for (const { a, b } of tradeoffs) take(`${a} or ${b}`);
  const redFlags = serious.filter(({ text }, index) => index < MIN_RED_FLAGS && (take(text) || true));
  const mentions = new Map<string, readonly string[]>();
  for (const card of tradeoffs) {
    const names = card.must_mention.slice(0, MAX_MENTIONS).map(plainText);
    const isRoom = take(`a reason names ${names.join(', ')}`);
    mentions.set(card.id, isRoom ? names : []);
  }
  for (const flag of serious.slice(MIN_RED_FLAGS, MAX_RED_FLAGS)) if (take(flag.text)) redFlags.push(flag);
  return {
    tradeOffs: tradeoffs.map(({ id, a, b }) => ({
      id,
      a: plainText(a),
      b: plainText(b),
      mentions: mentions.get(id) ?? [],
    })),
    redFlags,
  };
}

// ---------------------------------------------------------------- how much there is room for

function stepLines(steps: readonly BriefingStep[]): number {
  return steps.reduce((sum, { goal, firstProbe, core }) => {
    const left =
      Math.ceil(goal.length / STEP_LINE_CHARS.goal) +
      (firstProbe === null ? 0 : Math.ceil((firstProbe.length + 5) / STEP_LINE_CHARS.goal));
    const right = core.reduce((lines, text) => lines + Math.ceil(text.length / STEP_LINE_CHARS.core), 0);
    return sum + Math.max(3, left, right);
  }, 0);
}

function firstPageLines(
  first: Pick<Briefing, 'prompt' | 'primer' | 'opening' | 'closing' | 'numbers' | 'traps' | 'curveballs'>,
): number {
  const headings = 8 * 2;
  const texts = [
    ...first.prompt,
    ...first.primer,
    first.opening,
    first.closing,
    ...first.numbers.map(({ label, value, why }) => `${label} ${value} ${why}`),
    ...first.traps.map(({ name, text }) => `${name} ${text}`),
    ...first.curveballs.map(({ say }) => `After evaluate ${say}`),
  ];
  return headings + texts.reduce((sum, text) => sum + linesOf(text) + 0.3, 0);
}

function linesOf(text: string): number {
  return Math.ceil(text.length / LINE_CHARS);
}

function paragraphs(text: string): string[] {
  return plainText(text)
    .split(/\n+/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

/** As many whole sentences as there is room for, and at least part of one. */
function firstSentences(text: string): string {
  const sentences = text.match(/[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]*\s*/g) ?? [text];
  let taken = '';
  for (const sentence of sentences) {
    if (taken !== '' && taken.length + sentence.trimEnd().length > GIST_CHARS) break;
    taken += sentence;
  }
  return cut(taken.trim());
}

function cut(text: string): string {
  if (text.length <= GIST_CHARS * 1.25) return text;
  const end = text.lastIndexOf(' ', GIST_CHARS);
  return `${text.slice(0, end > 0 ? end : GIST_CHARS).replace(/[,;:.]$/, '')} …`;
}
