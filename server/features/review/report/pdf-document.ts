import PDFDocument from 'pdfkit';
import { drawBoard } from '#shared/domain/board-marks.ts';
import { toPrintable } from '#shared/domain/printable-text.ts';
import { loadFonts, type PdfFont, type Weight } from './pdf-fonts.ts';
import { createTextLayout, type Line, type TextLayout, type TextStyle } from './pdf-text.ts';
import type { Report, ReportBlock } from './report.ts';

/**
 * The report as a tagged PDF (A4): headings, paragraphs, lists and tables are marked as such for screen readers, the
 * text can be searched and copied, the board is drawn as vectors. Runs in a worker: it is a few hundred milliseconds of
 * computing.
 */

const MARGIN = { side: 56, top: 60, bottom: 64 };
const INK = { text: '#1b1d22', muted: '#5b606b', faint: '#c9ccd3', wash: '#f4f5f7', accent: '#3f51b5' };
/** Distance of two baselines over the size of the letters. */
const LEADING = 1.42;

const STYLES = {
  title: { weight: 'bold', size: 21 },
  h2: { weight: 'bold', size: 13.5 },
  h3: { weight: 'bold', size: 10.5 },
  body: { weight: 'regular', size: 9.75 },
  strong: { weight: 'bold', size: 9.75 },
  small: { weight: 'regular', size: 8.5 },
  head: { weight: 'bold', size: 8 },
  outcome: { weight: 'bold', size: 19 },
} as const satisfies Record<string, TextStyle>;

let fonts: Readonly<Record<Weight, readonly PdfFont[]>> | null = null;

export interface PdfOptions {
  readonly createdAt: Date;
  /** A file that would become larger is refused. */
  readonly maxBytes: number;
}

/** Refused: larger than `maxBytes`. */
export class PdfTooLargeError extends Error {}

/** @throws PdfTooLargeError */
export async function renderPdf(report: Report, options: PdfOptions): Promise<Buffer> {
  fonts ??= loadFonts();
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    autoFirstPage: false,
    pdfVersion: '1.7',
    tagged: true,
    lang: 'en',
    displayTitle: true,
    bufferPages: true,
    info: {
      Title: oneLine(report.title),
      Creator: 'Dryrun',
      Producer: 'Dryrun',
      CreationDate: options.createdAt,
    },
  });
  const written = collect(doc, options.maxBytes);
  new Painter(doc, fonts).paint(report);
  doc.end();
  return written;
}

function collect(doc: PDFKit.PDFDocument, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    doc.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxBytes) reject(new PdfTooLargeError(`more than ${maxBytes} bytes`));
      else chunks.push(chunk);
    });
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
}

type Parent = PDFKit.PDFStructureElement;

class Painter {
  readonly #doc: PDFKit.PDFDocument;
  readonly #layout: TextLayout;
  readonly #root: Parent;
  #y = 0;
  /** Of the board that comes next: drawing one twice is the dearest thing here. */
  #drawing: ReturnType<typeof drawBoard> | null = null;

  constructor(doc: PDFKit.PDFDocument, chains: Readonly<Record<Weight, readonly PdfFont[]>>) {
    this.#doc = doc;
    for (const { name, data } of [...chains.regular, ...chains.bold]) doc.registerFont(name, data);
    this.#layout = createTextLayout({
      fonts: chains,
      measure: (font, text) => doc.font(font).fontSize(100).widthOfString(text) / 100,
    });
    this.#root = doc.struct('Document');
    doc.addStructure(this.#root);
  }

  paint(report: Report): void {
    this.#newPage();
    this.#text('H1', report.title, STYLES.title);
    this.#y += 8;
    for (const [index, block] of report.blocks.entries()) {
      const next = report.blocks[index + 1];
      // A wide board turns its page, and its heading goes with it.
      if (block.type === 'heading' && next?.type === 'board') {
        const drawing = drawBoard(next.board, 'light');
        if (isWide(drawing)) this.#newPage('landscape');
        this.#drawing = drawing;
      }
      this.#block(block);
    }
    const missing = this.#layout.missing();
    if (missing > 0) {
      this.#y += 12;
      this.#text(
        'P',
        `${missing} ${missing === 1 ? 'character is' : 'characters are'} shown as \u25A1 because the fonts of this file do not hold them. The Markdown and JSON files have them.`,
        STYLES.small,
        { colour: INK.muted },
      );
    }
    this.#root.end();
    this.#footers(report.title);
  }

  #block(block: ReportBlock): void {
    switch (block.type) {
      case 'heading':
        this.#y += block.level === 2 ? 20 : 10;
        // A heading never stands alone at the foot of a page.
        this.#need(block.level === 2 ? 70 : 46);
        this.#text(block.level === 2 ? 'H2' : 'H3', block.text, block.level === 2 ? STYLES.h2 : STYLES.h3);
        this.#y += block.level === 2 ? 5 : 2;
        return;
      case 'paragraph':
        this.#text('P', block.text, block.tone === 'strong' ? STYLES.strong : STYLES.body, {
          colour: block.tone === 'muted' ? INK.muted : INK.text,
        });
        this.#y += 5;
        return;
      case 'facts':
        this.#facts(block.rows);
        return;
      case 'outcome':
        this.#outcome(block);
        return;
      case 'list':
        this.#list(block);
        return;
      case 'table':
        this.#table(block);
        return;
      case 'code':
        this.#text('Code', block.text, STYLES.small, { indent: 10 });
        this.#y += 5;
        return;
      case 'board':
        this.#board(block);
    }
  }

  #facts(rows: readonly (readonly [string, string])[]): void {
    const list = this.#child(this.#root, 'L');
    const labelWidth = 92;
    for (const [label, value] of rows) {
      const item = this.#child(list, 'LI');
      const lines = this.#layout.layOut(value, STYLES.body, this.#width - labelWidth);
      this.#need(lineHeight(STYLES.body));
      const top = this.#y;
      this.#line(
        this.#child(item, 'Lbl'),
        this.#layout.layOut(label, STYLES.body, labelWidth - 8)[0],
        STYLES.body,
        { x: MARGIN.side, y: top, width: labelWidth, colour: INK.muted },
      );
      this.#lines(this.#child(item, 'LBody'), lines, STYLES.body, {
        x: MARGIN.side + labelWidth,
        width: this.#width - labelWidth,
        // Beside its label, whichever way a name reads.
        align: 'left',
      });
      this.#y += 1;
    }
    list.end();
    this.#y += 8;
  }

  #outcome({ label, word, facts }: Extract<ReportBlock, { type: 'outcome' }>): void {
    const pad = 14;
    const width = this.#width - 2 * pad;
    const wordLines = this.#layout.layOut(word, STYLES.outcome, width);
    const factLines = this.#layout.layOut(facts.join('  \u00B7  '), STYLES.body, width);
    const height =
      2 * pad +
      lineHeight(STYLES.small) +
      wordLines.length * lineHeight(STYLES.outcome) +
      factLines.length * lineHeight(STYLES.body);
    this.#need(height);
    this.#artifact(() => this.#doc.roundedRect(MARGIN.side, this.#y, this.#width, height, 6).fill(INK.wash));
    const end = this.#y + height;
    this.#y += pad;
    const place = { x: MARGIN.side + pad, width };
    const part = this.#child(this.#root, 'P');
    this.#lines(part, this.#layout.layOut(label, STYLES.small, width), STYLES.small, {
      ...place,
      colour: INK.muted,
    });
    this.#lines(part, wordLines, STYLES.outcome, place);
    this.#lines(part, factLines, STYLES.body, { ...place, colour: INK.muted });
    part.end();
    this.#y = end + 8;
  }

  #list({ items, start }: Extract<ReportBlock, { type: 'list' }>): void {
    const list = this.#child(this.#root, 'L');
    const indent = start === undefined ? 14 : 24;
    for (const [index, text] of items.entries()) {
      const item = this.#child(list, 'LI');
      const mark = start === undefined ? '\u2022' : `${start + index}.`;
      this.#need(lineHeight(STYLES.body));
      this.#line(this.#child(item, 'Lbl'), this.#layout.layOut(mark, STYLES.body, indent)[0], STYLES.body, {
        x: MARGIN.side + 2,
        y: this.#y,
        width: indent,
        colour: INK.muted,
      });
      this.#lines(
        this.#child(item, 'LBody'),
        this.#layout.layOut(text, STYLES.body, this.#width - indent),
        STYLES.body,
        { x: MARGIN.side + indent, width: this.#width - indent },
      );
      this.#y += 2;
    }
    list.end();
    this.#y += 5;
  }

  #table({ columns, rows }: Extract<ReportBlock, { type: 'table' }>): void {
    const whole = columns.reduce((sum, { share }) => sum + share, 0);
    const gap = 10;
    const widths = columns.map(({ share }) => (this.#width * share) / whole - gap);
    const xs = columns.map(
      (_, index) =>
        MARGIN.side +
        columns.slice(0, index).reduce((sum, { share }) => sum + (this.#width * share) / whole, 0),
    );
    const table = this.#child(this.#root, 'Table');
    const head = this.#child(table, 'TR');
    const titles = columns.map(({ title }, index) =>
      this.#layout.layOut(title, STYLES.head, widths[index] ?? 0),
    );
    this.#row({ parent: head, tag: 'TH', cells: titles, xs, widths, style: STYLES.head, colour: INK.muted });
    for (const cells of rows) {
      const laid = cells.map((text, index) => this.#layout.layOut(text, STYLES.body, widths[index] ?? 0));
      const height = rowHeight(laid, STYLES.body);
      if (this.#y + height > this.#bottom && height <= this.#room) {
        this.#newPage();
        this.#headAgain(titles, xs);
      }
      this.#row({
        parent: this.#child(table, 'TR'),
        tag: 'TD',
        cells: laid,
        xs,
        widths,
        style: STYLES.body,
        colour: INK.text,
      });
    }
    table.end();
    this.#y += 6;
  }

  /** A row that fits a page stays whole; a longer one goes on line by line on the next. */
  #row(input: {
    parent: Parent;
    tag: 'TH' | 'TD';
    cells: readonly (readonly Line[])[];
    xs: readonly number[];
    widths: readonly number[];
    style: TextStyle;
    colour: string;
  }): void {
    const { parent, tag, cells, xs, widths, style, colour } = input;
    const step = lineHeight(style);
    const count = Math.max(1, ...cells.map((lines) => lines.length));
    const height = rowHeight(cells, style);
    const isWhole = height <= this.#room;
    if (isWhole) this.#need(height);
    this.#y += 4;
    const parts = cells.map((lines, column) => ({
      part: this.#child(parent, tag),
      lines,
      x: xs[column] ?? 0,
      width: widths[column] ?? 0,
    }));
    if (isWhole) {
      // Cell after cell, the order in which they are read out and copied.
      for (const { part, lines, x, width } of parts) {
        for (const [index, line] of lines.entries())
          this.#line(part, line, style, { x, y: this.#y + index * step, width, colour });
      }
      this.#y += count * step;
    } else {
      for (let index = 0; index < count; index += 1) {
        this.#need(step);
        for (const { part, lines, x, width } of parts)
          this.#line(part, lines[index], style, { x, y: this.#y, width, colour });
        this.#y += step;
      }
    }
    parent.end();
    this.#y += 4;
    this.#rule();
  }

  /** The head of a table that goes on, for the eyes alone: readers of the tags have it already. */
  #headAgain(titles: readonly (readonly Line[])[], xs: readonly number[]): void {
    const step = lineHeight(STYLES.head);
    this.#artifact(() => {
      for (const [column, lines] of titles.entries()) {
        for (const [index, line] of lines.entries()) {
          const baseline = this.#y + index * step + step * 0.5 + STYLES.head.size * 0.36;
          this.#runs(line, STYLES.head, { x: xs[column] ?? 0, baseline, colour: INK.muted });
        }
      }
    });
    this.#y += rowHeight(titles, STYLES.head) - 4;
    this.#rule();
  }

  #rule(): void {
    this.#artifact(() =>
      this.#doc
        .moveTo(MARGIN.side, this.#y)
        .lineTo(MARGIN.side + this.#width, this.#y)
        .lineWidth(0.5)
        .stroke(INK.faint),
    );
  }

  /** As large as the page allows, on its own turned page when it is wide. */
  #board({ board, caption }: Extract<ReportBlock, { type: 'board' }>): void {
    const { bounds, marks } = this.#drawing ?? drawBoard(board, 'light');
    const room = { w: this.#width, h: this.#bottom - MARGIN.top - 40 };
    const scale = Math.min(room.w / bounds.w, room.h / bounds.h, 0.9);
    const size = { w: bounds.w * scale, h: bounds.h * scale };
    this.#need(size.h + 24);
    const doc = this.#doc;
    const figure = doc.struct('Figure', {
      alt: oneLine(
        `Board: ${caption}. ${board.nodes.map(({ label, kind }) => label || kind).join(', ')}`.slice(
          0,
          1_000,
        ),
      ),
    });
    this.#root.add(figure);
    const content = doc.markStructureContent('Figure');
    doc.save();
    doc.roundedRect(MARGIN.side, this.#y, size.w, size.h, 4).clip();
    doc.translate(MARGIN.side - bounds.x * scale, this.#y - bounds.y * scale).scale(scale);
    for (const mark of marks) {
      switch (mark.type) {
        case 'rect': {
          const { x, y, w, h } = mark.place;
          if (mark.radius === undefined) doc.rect(x, y, w, h);
          else doc.roundedRect(x, y, w, h, mark.radius);
          if (mark.stroke === undefined) doc.fill(mark.fill);
          else doc.lineWidth(1).undash().fillAndStroke(mark.fill, mark.stroke);
          break;
        }
        case 'path': {
          if (mark.d === '') break;
          doc.path(mark.d);
          if (mark.stroke) {
            doc.lineWidth(mark.stroke.width).lineCap('round');
            if (mark.stroke.dash === '') doc.undash();
            else dash(doc, mark.stroke.dash);
            doc.stroke(mark.stroke.colour).undash();
          } else {
            doc
              .fillOpacity(mark.opacity ?? 1)
              .fill(mark.fill ?? 'black')
              .fillOpacity(1);
          }
          break;
        }
        case 'text': {
          const style: TextStyle = { weight: mark.weight >= 600 ? 'bold' : 'regular', size: mark.size };
          for (const { x, baseline, text } of mark.lines) {
            const line = this.#layout.layOut(text.replaceAll('\n', ' '), style, 100_000)[0];
            if (line) {
              const left = mark.anchor === 'middle' ? x - line.width / 2 : x;
              this.#runs(line, style, { x: left, baseline, colour: mark.fill });
            }
          }
        }
      }
    }
    doc.restore();
    doc.endMarkedContent();
    figure.add(content);
    figure.end();
    this.#y += size.h + 6;
    if (this.#doc.page.width > this.#doc.page.height) this.#newPage();
  }

  #text(
    tag: string,
    text: string,
    style: TextStyle,
    { colour = INK.text, indent = 0 }: { colour?: string; indent?: number } = {},
  ): void {
    const part = this.#child(this.#root, tag);
    const width = this.#width - indent;
    this.#lines(part, this.#layout.layOut(text, style, width), style, {
      x: MARGIN.side + indent,
      width,
      colour,
    });
    part.end();
  }

  /** Lines below each other from where the page stands, over as many pages as it takes. */
  #lines(
    part: Parent,
    lines: readonly Line[],
    style: TextStyle,
    place: { x: number; width: number; colour?: string; align?: 'left' },
  ): void {
    for (const line of lines) {
      this.#need(lineHeight(style));
      this.#line(part, line, style, { colour: INK.text, ...place, y: this.#y });
      this.#y += lineHeight(style);
    }
  }

  #line(
    part: Parent,
    line: Line | undefined,
    style: TextStyle,
    place: { x: number; y: number; width: number; colour: string; align?: 'left' },
  ): void {
    if (!line || line.runs.length === 0) return;
    const content = this.#doc.markStructureContent('Span');
    const left = line.isRightToLeft && place.align !== 'left' ? place.x + place.width - line.width : place.x;
    // Letters hang from a baseline that leaves the same air above and below.
    const baseline = place.y + lineHeight(style) * 0.5 + style.size * 0.36;
    this.#runs(line, style, { x: left, baseline, colour: place.colour });
    this.#doc.endMarkedContent();
    part.add(content);
  }

  #runs(line: Line, style: TextStyle, at: { x: number; baseline: number; colour: string }): void {
    this.#doc.fillColor(at.colour).fontSize(style.size);
    for (const { font, text, x } of line.runs) {
      this.#doc.font(font).text(text, at.x + x, at.baseline, { lineBreak: false, baseline: 'alphabetic' });
    }
  }

  #child(parent: Parent, tag: string): Parent {
    const part = this.#doc.struct(tag);
    parent.add(part);
    return part;
  }

  #artifact(draw: () => void): void {
    this.#doc.markContent('Artifact', { type: 'Layout' });
    draw();
    this.#doc.endMarkedContent();
  }

  #need(height: number): void {
    if (this.#y + height > this.#bottom) this.#newPage();
  }

  #newPage(layout: 'portrait' | 'landscape' = 'portrait'): void {
    this.#doc.addPage({ size: 'A4', layout, margin: 0 });
    this.#y = MARGIN.top;
  }

  get #width(): number {
    return this.#doc.page.width - 2 * MARGIN.side;
  }

  /** Height of a page below the head of a table. */
  get #room(): number {
    return this.#bottom - MARGIN.top - 30;
  }

  get #bottom(): number {
    return this.#doc.page.height - MARGIN.bottom;
  }

  #footers(title: string): void {
    const { start, count } = this.#doc.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.#doc.switchToPage(start + index);
      const page = `${index + 1} / ${count}`;
      const y = this.#doc.page.height - 40;
      const width = this.#width - 60;
      const [name] = this.#layout.layOut(oneLine(title).slice(0, 100), STYLES.small, width);
      const [number] = this.#layout.layOut(page, STYLES.small, 60);
      this.#doc.markContent('Artifact', { type: 'Pagination' });
      if (name) this.#runs(name, STYLES.small, { x: MARGIN.side, baseline: y, colour: INK.muted });
      if (number) {
        const x = MARGIN.side + this.#width - number.width;
        this.#runs(number, STYLES.small, { x, baseline: y, colour: INK.muted });
      }
      this.#doc.endMarkedContent();
    }
  }
}

/** Too wide to be read across the short side of a page. */
function isWide({ bounds }: ReturnType<typeof drawBoard>): boolean {
  return bounds.w > 700 && bounds.w / bounds.h > 1.15;
}

function rowHeight(cells: readonly (readonly Line[])[], style: TextStyle): number {
  return Math.max(1, ...cells.map((lines) => lines.length)) * lineHeight(style) + 8;
}

function lineHeight({ size }: TextStyle): number {
  return size * LEADING;
}

/** The first pair of a pattern: a line that is told apart from the others is all it has to be. */
function dash(doc: PDFKit.PDFDocument, pattern: string): void {
  const [length = 1, space = 1] = pattern.split(' ').map(Number);
  doc.dash(length, { space });
}

function oneLine(text: string): string {
  return toPrintable(text).replaceAll('\n', ' ');
}
