import type { Review } from '#shared/contracts/review.contract.ts';
import { dimensionLabel, phaseName } from '#shared/domain/review-words.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { toPrintable } from '#shared/domain/printable-text.ts';
import { formatClock, formatHundredths } from './report-format.ts';

const COLUMNS = [
  'section',
  'time',
  'dimension',
  'rating',
  'own_view',
  'weight_percent',
  'sign',
  'planned',
  'spent',
  'text',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string>>;

/**
 * One table (RFC 4180, UTF-8 with a mark, because Excel takes anything else for the code page of the machine), a row for
 * each thing: `rating`, `strength`, `change`, `evidence`, `hint`, `phase`. What a cell does not apply to is empty.
 */
export function toCsv(review: Review): string {
  const rows: Row[] = [
    ...(review.view === 'observer' ? [] : scoredRows(review)),
    ...review.phases.map(({ id, budgetMs, extendedMs, spentMs }) => ({
      section: 'phase',
      planned: formatClock(budgetMs + extendedMs),
      spent: formatClock(spentMs),
      text: phaseName(id),
    })),
  ];
  const lines = [
    COLUMNS.join(','),
    ...rows.map((row) => COLUMNS.map((name) => cell(row[name] ?? '')).join(',')),
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function scoredRows({ result, self, evidence, hints }: Exclude<Review, { view: 'observer' }>): Row[] {
  const byDimension = new Map((result?.dimensions ?? []).map((row) => [row.dimension, row]));
  return [
    ...DIMENSIONS.map((dimension): Row => {
      const row = byDimension.get(dimension);
      return {
        section: 'rating',
        dimension: dimensionLabel(dimension),
        rating: row && row.ratingHundredths !== null ? formatHundredths(row.ratingHundredths) : '',
        own_view: String(self?.ratings[dimension] ?? ''),
        weight_percent: row ? String(row.weightPercent) : '',
        text: row?.anchor ?? '',
      };
    }),
    ...(result?.strengths ?? []).map(({ text, offsetMs }) => ({
      section: 'strength',
      time: clock(offsetMs),
      text,
    })),
    ...(result?.changes ?? []).map(({ text, nextStep, offsetMs }) => ({
      section: 'change',
      time: clock(offsetMs),
      text: nextStep.trim() === '' ? text : `${text} Instead: ${nextStep}`,
    })),
    ...evidence.map(({ offsetMs, dimension, sign, text }) => ({
      section: 'evidence',
      time: formatClock(offsetMs),
      dimension: dimensionLabel(dimension),
      sign,
      text,
    })),
    ...hints.map(({ offsetMs, dimension, rung }) => ({
      section: 'hint',
      time: formatClock(offsetMs),
      dimension: dimensionLabel(dimension),
      text: rung,
    })),
  ];
}

function clock(offsetMs: number | null): string {
  return offsetMs === null ? '' : formatClock(offsetMs);
}

/**
 * Quoted, with quotes doubled. A text that a spreadsheet would run as a formula gets an apostrophe in front, also where
 * spaces stand before it, because importers trim them (OWASP, CSV injection).
 */
export function cell(text: string): string {
  const printable = toPrintable(text.replaceAll('\t', '    '));
  const isFormula =
    /^[\s\u200B\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20|%]/u.test(printable) || /^[\t\r\n]/.test(text);
  return `"${(isFormula ? `'${printable}` : printable).replaceAll('"', '""')}"`;
}
