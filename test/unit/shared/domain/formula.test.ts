import { describe, expect, it } from 'vitest';
import {
  MAX_FORMULA_CHARS,
  evaluateFormula,
  evaluateSheet,
  listFormulaNames,
  parseFormula,
} from '#shared/domain/formula.ts';

function compute(text: string, values: Record<string, number> = {}) {
  const parsed = parseFormula(text);
  return parsed.ok ? evaluateFormula(parsed.value, new Map(Object.entries(values))) : parsed;
}

function faultOf(result: ReturnType<typeof compute> | undefined) {
  if (!result || result.ok) throw new Error('expected a fault');
  return result.fault;
}

describe('one formula', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['100 / 10 / 5', 2],
    ['2 * 3 + 4 * 5', 26],
    ['8 / 4 * 2', 4],
    ['-3 + 5', 2],
    ['-(2 + 3) * 2', -10],
    ['2 * -3', -6],
    ['2 - -3', 5],
    ['--4', 4],
    ['1.5e9 / 3E+2', 5_000_000],
    ['2.5e-1 * 4', 1],
    ['  ( ( 7 ) )  ', 7],
    ['2 + 3 * 4 - 10 / 5', 12],
    ['(2 + 3) * (4 - 10) / 5', -6],
    ['2 - 3 * 4 + 5', -5],
    ['24 / 2 / 3 * 2', 8],
    ['24 / (2 / (3 * 2))', 72],
    ['-2 * -3', 6],
    ['-(-(2))', 2],
    ['10 - -2 - -3', 15],
    ['4 / -2', -2],
    ['-2 - 2', -4],
    ['1-1-1', -1],
    ['0 * 5 + 0', 0],
    ['007', 7],
    ['1e-400 + 1', 1],
    ['\t1\n+\u00a02', 3],
  ])('computes %s', (text, value) => {
    expect(compute(text)).toEqual({ ok: true, value });
  });

  it('reads names with digits and underscores', () => {
    expect(compute('req_day / 86400 * p99x', { req_day: 86_400, p99x: 2.5 })).toEqual({
      ok: true,
      value: 2.5,
    });
  });

  it('tells an exponent from a name that begins with e', () => {
    expect(compute('2 * e1', { e1: 4 })).toEqual({ ok: true, value: 8 });
  });

  it('lists the names it uses once each', () => {
    const parsed = parseFormula('a + b * (a - -c)');
    expect(parsed.ok && listFormulaNames(parsed.value)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['', 0],
    ['   ', 3],
    ['1 +', 3],
    ['* 2', 0],
    ['(1 + 2', 6],
    ['1 + 2)', 5],
    ['()', 1],
    ['1 2', 2],
    ['2x', 1],
    ['1e', 1],
    ['2 e 3', 2],
    ['(1)(2)', 3],
    ['a b', 2],
    ['2 ** 3', 3],
    ['1 + * 2', 4],
    ['1 // 2', 3],
    ['((1)', 4],
    [')1(', 0],
    ['-', 1],
    ['1 +-', 4],
    ['0x10', 1],
    ['1_000', 1],
    ['1,000', 1],
    ['1 % 2', 2],
    ['\u0661 + 1', 0],
    ['1.5.2', 3],
    ['.5', 0],
    ['+ 2', 0],
    ['a ^ 2', 2],
    ['A + 1', 0],
    ['f(2)', 1],
    ['a; b', 1],
    ['constructor["x"]', 11],
  ])('refuses %j and says where', (text, position) => {
    expect(faultOf(compute(text, { a: 1, b: 2, f: 3, constructor: 4 }))).toMatchObject({
      code: 'SYNTAX',
      position,
    });
  });

  it('names an unknown name', () => {
    expect(faultOf(compute('users * rate', { users: 2 }))).toMatchObject({
      code: 'UNKNOWN_NAME',
      name: 'rate',
    });
  });

  it('does not take names from object prototypes', () => {
    expect(faultOf(compute('constructor'))).toMatchObject({ code: 'UNKNOWN_NAME' });
  });

  it('refuses division by zero, also when the zero is computed', () => {
    expect(faultOf(compute('1 / 0')).code).toBe('DIVISION_BY_ZERO');
    expect(faultOf(compute('1 / (a - a)', { a: 3 })).code).toBe('DIVISION_BY_ZERO');
  });

  it('refuses a zero of any kind below the line', () => {
    for (const text of ['1 / -0', '1 / (2 - 2)', '1 / (0 * -3)', '0 / 0', '1 / 1e-400', '5 / (1 / 2 - 0.5)'])
      expect(faultOf(compute(text)).code).toBe('DIVISION_BY_ZERO');
  });

  it('refuses results and numbers that are too large', () => {
    expect(faultOf(compute('1e308 * 10')).code).toBe('NOT_FINITE');
    expect(faultOf(compute('-1e308 - 1e308')).code).toBe('NOT_FINITE');
    expect(faultOf(compute('1 / 1e-320')).code).toBe('NOT_FINITE');
    expect(faultOf(compute('(1e308 * 10) - (1e308 * 10)')).code).toBe('NOT_FINITE');
    expect(faultOf(compute('1e999')).code).toBe('SYNTAX');
  });

  it('refuses values that are no finite numbers', () => {
    for (const value of [Infinity, -Infinity, NaN])
      for (const text of ['a', '-a', 'a * 0', 'a - a'])
        expect(faultOf(compute(text, { a: value })).code).toBe('NOT_FINITE');
  });

  it('never runs what it reads', () => {
    for (const text of [
      'globalThis.wasrun = 1',
      'wasrun=1',
      '(() => 1)()',
      '`1`',
      'eval(1)',
      'new date',
      '[1][0]',
    ])
      expect(faultOf(compute(text)).code).toBe('SYNTAX');
    expect('wasrun' in globalThis).toBe(false);
  });

  it('refuses formulas that are too long or nested too deeply instead of exhausting the stack', () => {
    expect(faultOf(compute('1' + '+1'.repeat(MAX_FORMULA_CHARS))).code).toBe('SYNTAX');
    expect(faultOf(compute('('.repeat(90) + '1' + ')'.repeat(90)))).toMatchObject({
      code: 'SYNTAX',
      position: 33,
    });
    expect(faultOf(compute('-'.repeat(150) + '1')).code).toBe('SYNTAX');
    expect(faultOf(compute('-('.repeat(60) + '1' + ')'.repeat(60))).code).toBe('SYNTAX');
    for (const text of ['('.repeat(1e6), '-'.repeat(1e6), ' '.repeat(1e6), '1+'.repeat(1e6), '9'.repeat(1e6)])
      expect(faultOf(compute(text))).toMatchObject({ code: 'SYNTAX', position: MAX_FORMULA_CHARS });
  });

  it('takes what is just inside the bounds', () => {
    expect(compute('('.repeat(32) + '1' + ')'.repeat(32))).toEqual({ ok: true, value: 1 });
    expect(compute('-'.repeat(32) + '1')).toEqual({ ok: true, value: 1 });
    expect(compute('1'.padEnd(MAX_FORMULA_CHARS - 1, '+1'))).toEqual({ ok: true, value: 100 });
  });
});

describe('a sheet', () => {
  it('computes lines that depend on later lines', () => {
    const values = evaluateSheet([
      { id: 'rps', formula: 'per_day / 86400' },
      { id: 'per_day', formula: 'users * 10' },
      { id: 'users', given: 8640 },
    ]);
    expect([...values]).toEqual([
      ['rps', { ok: true, value: 1 }],
      ['per_day', { ok: true, value: 86_400 }],
      ['users', { ok: true, value: 8640 }],
    ]);
  });

  it('names the lines of a circle', () => {
    const values = evaluateSheet([
      { id: 'aaa', formula: 'bbb + 1' },
      { id: 'bbb', formula: 'ccc * 2' },
      { id: 'ccc', formula: 'aaa' },
      { id: 'ddd', given: 1 },
    ]);
    expect(faultOf(values.get('aaa'))).toMatchObject({ code: 'CYCLE', cycle: ['aaa', 'bbb', 'ccc', 'aaa'] });
    expect(faultOf(values.get('ccc')).code).toBe('CYCLE');
    expect(values.get('ddd')).toEqual({ ok: true, value: 1 });
  });

  it('sees a line that refers to itself', () => {
    expect(faultOf(evaluateSheet([{ id: 'aaa', formula: 'aaa + 1' }]).get('aaa'))).toMatchObject({
      code: 'CYCLE',
      cycle: ['aaa', 'aaa'],
    });
  });

  it('blames the circle for a line that hangs on it, and computes the rest', () => {
    const values = evaluateSheet([
      { id: 'tail', formula: 'aaa * 2' },
      { id: 'aaa', formula: 'bbb' },
      { id: 'bbb', formula: 'aaa' },
      { id: 'free', formula: '2 * 3' },
    ]);
    expect(faultOf(values.get('tail'))).toBe(faultOf(values.get('aaa')));
    expect(faultOf(values.get('tail'))).toMatchObject({ code: 'CYCLE', cycle: ['aaa', 'bbb', 'aaa'] });
    expect(values.get('free')).toEqual({ ok: true, value: 6 });
  });

  it('computes a line once however many lines share it', () => {
    // Each line uses the one before it twice: without memory the last would take 2^60 steps.
    const lines = Array.from({ length: 60 }, (_, index) =>
      index === 0
        ? { id: 'l0', given: 0.5 }
        : { id: `l${index}`, formula: `(l${index - 1} + l${index - 1}) / 2` },
    );
    expect(evaluateSheet(lines.toReversed()).get('l59')).toEqual({ ok: true, value: 0.5 });
  });

  it('refuses a given number that is none', () => {
    const values = evaluateSheet([
      { id: 'aaa', given: Infinity },
      { id: 'bbb', formula: 'aaa - aaa' },
    ]);
    for (const id of ['aaa', 'bbb']) expect(faultOf(values.get(id)).code).toBe('NOT_FINITE');
  });

  it('is empty for no lines', () => {
    expect([...evaluateSheet([])]).toEqual([]);
  });

  it('passes on the fault of an input', () => {
    const values = evaluateSheet([
      { id: 'bad', formula: '1 / 0' },
      { id: 'sum', formula: 'bad + 1' },
    ]);
    expect(faultOf(values.get('sum')).code).toBe('DIVISION_BY_ZERO');
  });

  it('names a line that does not exist, and a line without a number', () => {
    const values = evaluateSheet([{ id: 'aaa', formula: 'gone * 2' }, { id: 'bbb' }]);
    expect(faultOf(values.get('aaa'))).toMatchObject({ code: 'UNKNOWN_NAME', name: 'gone' });
    expect(faultOf(values.get('bbb')).code).toBe('SYNTAX');
  });

  it('keeps the first of two lines with one id', () => {
    const values = evaluateSheet([
      { id: 'aaa', given: 1 },
      { id: 'aaa', given: 2 },
    ]);
    expect([...values]).toEqual([['aaa', { ok: true, value: 1 }]]);
  });
});
