/**
 * The arithmetic of estimation sheets: numbers, line ids, `+ - * / ( )` and unary minus.
 *
 * Parsed and evaluated by hand and never as code, because formulas come from files and, when a candidate's numbers are
 * compared, from another person. Everything here is pure and reports faults as values: a wrong formula is ordinary input.
 */
import { assertNever } from '#shared/errors.ts';

export type BinaryOperator = '+' | '-' | '*' | '/';

export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Formula }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Formula;
      readonly right: Formula;
    };

/** Why a formula has no value. `position` counts characters from 0; `cycle` lists the names round the circle. */
export type FormulaFault =
  | { readonly code: 'SYNTAX'; readonly message: string; readonly position: number }
  | { readonly code: 'UNKNOWN_NAME'; readonly message: string; readonly name: string }
  | { readonly code: 'DIVISION_BY_ZERO'; readonly message: string }
  | { readonly code: 'NOT_FINITE'; readonly message: string }
  | { readonly code: 'CYCLE'; readonly message: string; readonly cycle: readonly string[] };

export type FormulaResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: FormulaFault };

/** Longest formula in characters. Sheets use one short line each; the bound keeps parsing time and depth small. */
export const MAX_FORMULA_CHARS = 200;

/** Deepest nesting of parentheses and signs, so that a hostile formula cannot exhaust the stack. */
export const MAX_FORMULA_DEPTH = 32;

/** Names a formula can use. No hyphen or dot, which would read as a minus or as part of a number. */
export const FORMULA_NAME = /^[a-z][a-z0-9_]*$/;

interface Token {
  readonly kind: 'number' | 'name' | 'symbol';
  readonly text: string;
  readonly position: number;
}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([a-z][a-z0-9_]*)|([-+*/()]))/y;

const OPERATORS: ReadonlyMap<string, { operator: BinaryOperator; precedence: number }> = new Map([
  ['+', { operator: '+', precedence: 1 }],
  ['-', { operator: '-', precedence: 1 }],
  ['*', { operator: '*', precedence: 2 }],
  ['/', { operator: '/', precedence: 2 }],
]);

/** Thrown inside this file only, to leave the recursion; every exported function turns it into a result. */
class FormulaError extends Error {
  readonly fault: FormulaFault;

  constructor(fault: FormulaFault) {
    super(fault.message);
    this.fault = fault;
  }
}

function syntaxError(message: string, position: number): FormulaError {
  return new FormulaError({ code: 'SYNTAX', message: `${message} at character ${position + 1}`, position });
}

function attempt<Value>(run: () => Value): FormulaResult<Value> {
  try {
    return { ok: true, value: run() };
  } catch (error) {
    if (error instanceof FormulaError) return { ok: false, fault: error.fault };
    throw error;
  }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  let position = 0;
  let endOfNumber = -1;
  while (position < end) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    if (!match) {
      const at = position + (/^\s*/.exec(text.slice(position))?.[0].length ?? 0);
      throw syntaxError(`Unexpected "${text[at] ?? ''}"`, at);
    }
    const [, number, name, symbol] = match;
    const value = number ?? name ?? symbol ?? '';
    const start = TOKEN.lastIndex - value.length;
    // "2x" or "1.5.2" is a slip of the pen, not a product; asking for the operator is safer than guessing it.
    if (start === endOfNumber && symbol === undefined) throw syntaxError('Missing operator', start);
    const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'symbol';
    tokens.push({ kind, text: value, position: start });
    position = TOKEN.lastIndex;
    endOfNumber = kind === 'number' ? position : -1;
  }
  return tokens;
}

function parseTokens(tokens: readonly Token[], length: number): Formula {
  let next = 0;

  const parseOperand = (depth: number): Formula => {
    const token = tokens[next];
    if (!token) throw syntaxError('The formula ends where a number or a name is needed', length);
    if (depth > MAX_FORMULA_DEPTH) throw syntaxError('Too many parentheses or signs', token.position);
    next += 1;
    if (token.kind === 'number') {
      const value = Number(token.text);
      if (!Number.isFinite(value)) throw syntaxError(`"${token.text}" is too large`, token.position);
      return { kind: 'number', value };
    }
    if (token.kind === 'name') return { kind: 'name', name: token.text };
    if (token.text === '-') return { kind: 'negate', operand: parseOperand(depth + 1) };
    if (token.text !== '(') throw syntaxError(`Unexpected "${token.text}"`, token.position);
    const inner = parseBinary(0, depth + 1);
    if (tokens[next]?.text !== ')') throw syntaxError('Missing ")"', tokens[next]?.position ?? length);
    next += 1;
    return inner;
  };

  // Precedence climbing: an operator takes everything to its right that binds more tightly, so equals group to the left.
  const parseBinary = (minimum: number, depth: number): Formula => {
    let left = parseOperand(depth);
    for (;;) {
      const found = OPERATORS.get(tokens[next]?.text ?? '');
      if (!found || found.precedence <= minimum) return left;
      next += 1;
      const right = parseBinary(found.precedence, depth);
      left = { kind: 'binary', operator: found.operator, left, right };
    }
  };

  const formula = parseBinary(0, 0);
  const rest = tokens[next];
  if (rest) throw syntaxError(`Unexpected "${rest.text}"`, rest.position);
  return formula;
}

/** Reads a formula. `*` and `/` bind before `+` and `-`, equals group to the left. Faults: SYNTAX. */
export function parseFormula(text: string): FormulaResult<Formula> {
  return attempt(() => {
    if (text.length > MAX_FORMULA_CHARS) {
      throw syntaxError(`A formula may have ${MAX_FORMULA_CHARS} characters and goes on`, MAX_FORMULA_CHARS);
    }
    return parseTokens(tokenize(text), text.length);
  });
}

/** Names a formula uses, each once, in the order they appear. */
export function listFormulaNames(formula: Formula): string[] {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'name':
      return [formula.name];
    case 'negate':
      return listFormulaNames(formula.operand);
    case 'binary':
      return [...new Set([...listFormulaNames(formula.left), ...listFormulaNames(formula.right)])];
    default:
      return assertNever(formula);
  }
}

function evaluate(formula: Formula, lookUp: (name: string) => number): number {
  switch (formula.kind) {
    case 'number':
      return formula.value;
    case 'name':
      return requireFinite(lookUp(formula.name));
    case 'negate':
      return -evaluate(formula.operand, lookUp);
    case 'binary': {
      const left = evaluate(formula.left, lookUp);
      const right = evaluate(formula.right, lookUp);
      return requireFinite(applyOperator(formula.operator, { left, right }));
    }
    default:
      return assertNever(formula);
  }
}

function requireFinite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw new FormulaError({ code: 'NOT_FINITE', message: 'The result is too large to be a number' });
}

function applyOperator(operator: BinaryOperator, { left, right }: { left: number; right: number }): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right === 0) throw new FormulaError({ code: 'DIVISION_BY_ZERO', message: 'Division by zero' });
      return left / right;
    default:
      return assertNever(operator);
  }
}

function unknownName(name: string): FormulaError {
  return new FormulaError({ code: 'UNKNOWN_NAME', message: `No line is called "${name}"`, name });
}

/**
 * Value of a formula for known names. Faults: UNKNOWN_NAME, DIVISION_BY_ZERO, NOT_FINITE.
 */
export function evaluateFormula(
  formula: Formula,
  values: ReadonlyMap<string, number>,
): FormulaResult<number> {
  return attempt(() =>
    evaluate(formula, (name) => {
      const value = values.get(name);
      if (value === undefined) throw unknownName(name);
      return value;
    }),
  );
}

/** A line of a sheet as far as arithmetic is concerned: a number, or a formula over other lines. */
export interface SheetLine {
  readonly id: string;
  readonly given?: number | undefined;
  readonly formula?: string | undefined;
}

/**
 * Values of all lines of a sheet, in the order of the lines, whatever order they depend on each other in. A line whose input
 * has a fault carries that same fault, so that its message names the cause. When an id appears twice
 * the first line counts. Faults: every code of `FormulaFault`; a line with neither number nor formula is a SYNTAX fault.
 */
export function evaluateSheet(lines: readonly SheetLine[]): ReadonlyMap<string, FormulaResult<number>> {
  const byId = new Map<string, SheetLine>();
  for (const line of lines) if (!byId.has(line.id)) byId.set(line.id, line);
  const results = new Map<string, FormulaResult<number>>();
  const path: string[] = [];

  const valueOf = (id: string): number => {
    const known = results.get(id);
    if (known?.ok) return known.value;
    if (known) throw new FormulaError(known.fault);
    const line = byId.get(id);
    if (!line) throw unknownName(id);
    const start = path.indexOf(id);
    if (start !== -1) {
      const cycle = [...path.slice(start), id];
      throw new FormulaError({
        code: 'CYCLE',
        message: `Lines go in a circle: ${cycle.join(' -> ')}`,
        cycle,
      });
    }
    path.push(id);
    const result = attempt(() => computeLine(line, valueOf));
    path.pop();
    results.set(id, result);
    if (!result.ok) throw new FormulaError(result.fault);
    return result.value;
  };

  for (const id of byId.keys()) attempt(() => valueOf(id));
  return new Map([...byId.keys()].map((id) => [id, results.get(id) ?? attempt(() => valueOf(id))]));
}

function computeLine(line: SheetLine, valueOf: (id: string) => number): number {
  if (line.given !== undefined) return requireFinite(line.given);
  if (line.formula === undefined) throw syntaxError('The line has neither a number nor a formula', 0);
  const parsed = parseFormula(line.formula);
  if (!parsed.ok) throw new FormulaError(parsed.fault);
  return evaluate(parsed.value, valueOf);
}
