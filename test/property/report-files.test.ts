import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cell, toCsv } from '#server/features/review/report/report-csv.ts';
import { renderPdf } from '#server/features/review/report/pdf-document.ts';
import { toMarkdown } from '#server/features/review/report/report-markdown.ts';
import { toReport } from '#server/features/review/report/report.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { candidateReview } from '#test/support/example-review.ts';
import { readPdf } from '#test/support/pdf-text.ts';

const SEED = 5_2026;
const inUtc = { timeZone: 'UTC' };

/** What people and machines put into boxes: scripts, directions, joiners, controls, markup, formulas, one endless word. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom(
    '\u05E9\u05DC\u05D5\u05DD (abc) 42% \u0645\u0631\u062D\u0628\u0627!',
    '\u202Eevil\u2066\u2069',
    '\u{1F469}\u200D\u{1F4BB}\u{1F3F4}\u{E0067}\u{E007F}',
    '\u738B\u5C0F\u660E \u3053\u3093\u306B\u3061\u306F',
    '\uD800 lone \uDFFF',
    'a\u0301\u0302\u0303'.repeat(40),
    '# not a heading\n- no item\n| no | cell |\n```\nno code',
    '<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![](http://x)',
    "=cmd|'/C calc'!A0",
    'x'.repeat(10_000),
    'word '.repeat(2_000),
    '\u0000\u0007\u001B[31m',
    '',
  ),
);

function hostileReview(text: string) {
  const base = candidateReview();
  const [note] = base.evidence;
  if (!note) throw new Error('the example has notes');
  return candidateReview({
    roomName: text,
    people: base.people.map((person) => ({ ...person, displayName: text.slice(0, 60) })),
    evidence: [{ ...note, text }],
    board: { ...base.board, title: text, nodes: base.board.nodes.map((node) => ({ ...node, label: text })) },
    notes: [
      { type: 'paragraph', spans: [{ text, marks: [] }] },
      { type: 'code', text },
    ],
  });
}

describe('files of a report, whatever was written', () => {
  it('are PDFs that hold every dimension, outcome and rating', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const pdf = await renderPdf(toReport(hostileReview(text), inUtc), {
          createdAt: new Date(0),
          maxBytes: 20_000_000,
        });
        const { pages } = await readPdf(pdf);
        const words = pages.join(' ');
        expect(words).toContain('Mock outcome Hire');
        for (const dimension of DIMENSIONS)
          expect(words).toContain(RUBRIC.dimensions[dimension].label.split(' ')[0]);
      }),
      { seed: SEED, numRuns: 16 },
    );
  });

  it('are CSV of ten fields a record, none of which a spreadsheet runs', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const records = parseCsv(toCsv(hostileReview(text)).slice(1));
        expect(new Set(records.map((record) => record.length))).toEqual(new Set([10]));
        for (const field of records.flat()) expect(field).not.toMatch(/^\s*[=+\-@\t\r]/);
        expect(parseCsv(`${cell(text)}\r\n`)).toHaveLength(1);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('are Markdown whose headings are ours alone, with no markup of anybody else', () => {
    const ours = headings(toMarkdown(toReport(candidateReview(), inUtc)));
    fc.assert(
      fc.property(hostile, (text) => {
        const markdown = toMarkdown(toReport(hostileReview(text), inUtc));
        expect(headings(markdown).filter((line) => !ours.includes(line))).toEqual([]);
        const outside = withoutFences(markdown);
        expect(outside).not.toMatch(/(?<!\\)[<>[\]]/);
        expect(outside).not.toMatch(/(?<!\\):\/\//);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('a PDF', () => {
  it('is tagged, names its title and can be copied from', async () => {
    const { pages, tags, title } = await readPdf(
      await renderPdf(toReport(candidateReview(), inUtc), { createdAt: new Date(0), maxBytes: 20_000_000 }),
    );
    expect(title).toBe('Predict clicks on feed ads');
    expect(tags).toEqual(expect.arrayContaining(['H1', 'H2', 'P', 'L', 'Table', 'TR', 'TH', 'TD', 'Figure']));
    const words = pages.join(' ');
    for (const part of [
      'Zo\u00EB Garc\u00EDa',
      'Mock outcome Hire',
      'Not assessed: no time',
      'Ad request',
      '800 candidates',
    ])
      expect(words).toContain(part);
  });

  it('says how many characters its fonts do not hold', async () => {
    const review = hostileReview('\u738B\u5C0F\u660E');
    const { pages } = await readPdf(
      await renderPdf(toReport(review, inUtc), { createdAt: new Date(0), maxBytes: 20_000_000 }),
    );
    expect(pages.join(' ')).toMatch(/\d+ characters are shown as \u25A1/);
  });

  it('that would become too large is refused', async () => {
    await expect(
      renderPdf(toReport(candidateReview(), inUtc), { createdAt: new Date(0), maxBytes: 2_000 }),
    ).rejects.toThrow('more than 2000 bytes');
  });
});

/** RFC 4180, written for this test alone. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (isQuoted) {
      if (char === '"' && text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else if (char === '"') isQuoted = false;
      else field += char;
    } else if (char === '"') isQuoted = true;
    else if (char === ',') {
      record.push(field);
      field = '';
    } else if (char === '\r' && text[at + 1] === '\n') {
      records.push([...record, field]);
      record = [];
      field = '';
      at += 1;
    } else field += char;
  }
  return records;
}

function withoutFences(markdown: string): string {
  let fence = '';
  return markdown
    .split('\n')
    .filter((line) => {
      const run = /^`{3,}/.exec(line)?.[0] ?? '';
      if (fence === '' && run !== '') {
        fence = run;
        return false;
      }
      if (fence !== '' && line === fence) {
        fence = '';
        return false;
      }
      return fence === '';
    })
    .join('\n');
}

function headings(markdown: string): string[] {
  return withoutFences(markdown)
    .split('\n')
    .filter((line) => /^ {0,3}#{1,6}\s/.test(line) || /^ {0,3}(?:=+|-{2,})\s*$/.test(line));
}
