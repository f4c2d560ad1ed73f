/** Rules about the estimation sheet: every number is recomputed, and what candidates were told is what the sheet uses. */
import type { Face, Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { assertNever } from '#shared/errors.ts';
import {
  FORMULA_NAME,
  evaluateSheet,
  listFormulaNames,
  parseFormula,
  type FormulaFault,
  type FormulaResult,
  type SheetLine,
} from '#shared/domain/formula.ts';
import type { ScenarioFault, ScenarioPath } from './scenario-fault.ts';

/** Largest relative difference between a written and a recomputed number: room for rounding, not for mistakes. */
const TOLERANCE = 0.005;

const LATENCY_PREFIX = 'lat_';
const LATENCY_TOTAL = 'lat_total';

function isClose(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= Math.abs(expected) * TOLERANCE;
}

function listFaceNumbers(face: Face): number[] {
  switch (face.type) {
    case 'numbers':
      return face.rows.map(({ value }) => value);
    case 'table':
      return face.rows.flat().filter((cell) => typeof cell === 'number');
    case 'text':
    case 'code':
    case 'graph':
      return [];
    default:
      return assertNever(face);
  }
}

/** Whether a line fails only because one that it uses does; that one is to be mended. Of a circle the first line counts. */
function isInherited(line: SheetLine, values: ReadonlyMap<string, FormulaResult<number>>): boolean {
  const faultOf = (id: string): FormulaFault | undefined => {
    const value = values.get(id);
    return value?.ok === false ? value.fault : undefined;
  };
  const fault = faultOf(line.id);
  if (fault?.code === 'CYCLE') return fault.cycle[0] !== line.id;
  const parsed = parseFormula(line.formula ?? '');
  return parsed.ok && listFormulaNames(parsed.value).some((name) => faultOf(name) === fault);
}

export function checkWorksheet(scenario: Scenario): ScenarioFault[] {
  const lines = scenario.interviewer.worksheet;
  const values = evaluateSheet(lines);
  const reveals = new Map(scenario.reveals.map((reveal) => [reveal.id, reveal]));

  return lines.flatMap((line, index) => {
    const path: ScenarioPath = ['interviewer', 'worksheet', index];
    const faults: ScenarioFault[] = [];
    const refuse = (key: string, message: string): void => {
      faults.push({ rule: 'worksheet', path: [...path, key], message });
    };

    if (!FORMULA_NAME.test(line.id)) {
      refuse(
        'id',
        `"${line.id}" cannot be used in a formula; use a-z, 0-9 and underscore, beginning with a letter`,
      );
    }
    if ((line.given === undefined) === (line.formula === undefined)) {
      refuse(
        'id',
        `line "${line.id}" needs exactly one of given and formula; write the one and remove the other`,
      );
      return faults;
    }
    if (line.low > line.expect || line.expect > line.high) {
      refuse(
        'expect',
        `expect must lie between low and high, but ${line.low} <= ${line.expect} <= ${line.high} is not so`,
      );
    }
    const value = values.get(line.id);
    if (value && !value.ok && !isInherited(line, values))
      refuse('formula', `${value.fault.message}; mend the formula "${line.formula ?? ''}"`);
    if (value?.ok && !isClose(line.expect, value.value)) {
      const source = line.formula === undefined ? 'given' : 'formula';
      refuse(
        'expect',
        `expect is ${line.expect} but ${source} comes to ${value.value}; they may differ by 0.5 %`,
      );
    }
    if (line.reveal !== undefined && line.formula !== undefined) {
      refuse(
        'reveal',
        `"${line.id}" is computed, and only a given number is shown by a reveal; give it, or remove the reveal`,
      );
    }
    const reveal = line.reveal === undefined ? undefined : reveals.get(line.reveal);
    if (reveal && line.given !== undefined && !listFaceNumbers(reveal.face).includes(line.given)) {
      refuse(
        'given',
        `reveal "${reveal.id}" does not show ${line.given}; put the same number in a row of its face`,
      );
    }
    return faults;
  });
}

/** The parts of the latency budget, headroom among them, add up to the total. */
export function checkLatency(scenario: Scenario): ScenarioFault[] {
  const lines = scenario.interviewer.worksheet;
  const path: ScenarioPath = ['interviewer', 'worksheet'];
  const parts = lines.filter(({ id }) => id.startsWith(LATENCY_PREFIX) && id !== LATENCY_TOTAL);
  const totalIndex = lines.findIndex(({ id }) => id === LATENCY_TOTAL);
  const total = lines[totalIndex];
  // A case that runs in batch has no budget to split, so a sheet may have no such line at all.
  if (parts.length === 0 && !total) return [];
  if (!total)
    return [
      { rule: 'latency', path, message: `there are ${LATENCY_PREFIX} lines but no ${LATENCY_TOTAL}; add it` },
    ];

  const faults: ScenarioFault[] = [];
  const sum = parts.reduce((subtotal, { expect }) => subtotal + expect, 0);
  if (!isClose(sum, total.expect)) {
    const message = `the parts come to ${sum} but ${LATENCY_TOTAL} is ${total.expect}; change a part or the headroom`;
    faults.push({ rule: 'latency', path: [...path, totalIndex, 'expect'], message });
  }
  if (!parts.some(({ id, label }) => /headroom/i.test(`${id} ${label}`))) {
    faults.push({
      rule: 'latency',
      path,
      message: 'no part of the latency budget is headroom; add a line for it',
    });
  }
  return faults;
}
