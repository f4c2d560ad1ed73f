import type { WorksheetLine } from '#shared/contracts/scenario-format.contract.ts';
import { evaluateSheet } from '#shared/domain/formula.ts';

/** Numbers as people write and read them beside an estimation sheet. Pure. */

const SCALES: readonly (readonly [names: readonly string[], factor: number])[] = [
  [['k', 'thousand'], 1e3],
  [['m', 'mio', 'million'], 1e6],
  [['b', 'bn', 'billion', 'g'], 1e9],
  [['t', 'tn', 'trillion'], 1e12],
  [['%', 'percent'], 0.01],
];

/**
 * Reads what somebody jotted down: `57,870`, `58k`, `28.9 M`, `4 billion`, `1.2 %`, `2e9`, `~3000 rps`. A comma counts as
 * a thousands mark where three digits follow it and something stands before it, otherwise as a decimal comma. A unit after the number is passed over.
 * Null when there is no number.
 */
export function parseQuantity(text: string): number | null {
  const match = /^[~≈<>=\s]*([+-]?[\d.,'_\s]*\d(?:e[+-]?\d+)?)\s*([a-z%]*)/i.exec(text.trim());
  if (!match) return null;
  const digits = (match[1] ?? '').replace(/[\s'_]/g, '');
  const plain = /[1-9]\d*,\d{3}(?:\D|$)/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.');
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  const suffix = (match[2] ?? '').toLowerCase();
  const factor = SCALES.find(([names]) => names.includes(suffix))?.[1] ?? 1;
  // Powers of ten are exact in decimal and not in binary: 1.2 % is 0.012, not 0.012000000000000002.
  return Number((value * factor).toPrecision(12));
}

/** Three significant digits and a scale: `57.9 k`, `28.9 M`, `0.195`. */
export function formatQuantity(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return value.toExponential(2);
  for (const [name, factor] of [
    ['T', 1e12],
    ['B', 1e9],
    ['M', 1e6],
    ['k', 1e4],
  ] as const) {
    if (size >= factor) return `${trim(value / (name === 'k' ? 1e3 : factor))} ${name}`;
  }
  return size >= 1_000 ? Math.round(value).toLocaleString('en') : trim(value);
}

function trim(value: number): string {
  return String(Number(value.toPrecision(3)));
}

export type WorksheetVerdict = 'in-range' | 'too-low' | 'too-high';

export function judgeEstimate(line: Pick<WorksheetLine, 'low' | 'high'>, value: number): WorksheetVerdict {
  if (value < line.low) return 'too-low';
  return value > line.high ? 'too-high' : 'in-range';
}

/** A formula with the expected numbers in place of the names: `57.9 k × 500`. */
export function spellFormula(formula: string, lines: readonly WorksheetLine[]): string {
  const values = new Map(lines.map(({ id, expect }) => [id, expect]));
  return formula
    .replace(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-z][a-z0-9_]*/gi, (token) => {
      const value = values.get(token) ?? Number(token);
      return Number.isFinite(value) ? formatQuantity(value) : token;
    })
    .replace(/\s*\*\s*/g, ' × ')
    .replace(/\s*\/\s*/g, ' ÷ ')
    .replace(/\s-\s/g, ' − ');
}

/**
 * What each formula comes to with the candidate's own numbers in place of the expected ones, for lines that follow from a
 * number of theirs: an estimate outside the range can still be right arithmetic on an early slip.
 */
export function followThrough(
  lines: readonly WorksheetLine[],
  filled: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const theirs = evaluateSheet(
    lines.map(({ id, given, formula, expect }) => ({
      id,
      ...sheetLine({ given, formula, expect }, filled.get(id)),
    })),
  );
  const results = new Map<string, number>();
  for (const line of lines) {
    if (line.formula === undefined) continue;
    // The line's own number must not answer for itself, so its formula is worked out over the others.
    const own = evaluateSheet([
      { id: 'result', formula: line.formula },
      ...lines.flatMap(({ id }) => {
        const value = theirs.get(id);
        return value?.ok && id !== line.id ? [{ id, given: value.value }] : [];
      }),
    ]).get('result');
    if (own?.ok && Math.abs(own.value - line.expect) > Math.abs(line.expect) * 0.01)
      results.set(line.id, own.value);
  }
  return results;
}

function sheetLine(
  line: { given: number | undefined; formula: string | undefined; expect: number },
  filled: number | undefined,
): { given?: number; formula?: string } {
  if (filled !== undefined) return { given: filled };
  return line.formula === undefined ? { given: line.given ?? line.expect } : { formula: line.formula };
}
