import { MERMAID_SHAPES, type MermaidShape } from './mermaid-shapes.ts';

/**
 * Reads the text of a Mermaid flowchart: what people paste from a README or a chat, not every corner of the language.
 * It goes once through the text, keeps what it understands and says line by line what it passed over; it never throws, and
 * its work is bounded by the limits below.
 *
 * What it leaves to others: what labels mean. They stay as written, codes and line breaks included; `mermaid-label.ts`
 * makes words of them.
 */

export const FLOWCHART_LIMITS = {
  /** Characters of the whole text; Mermaid itself stops at half of it. */
  characters: 100_000,
  nodes: 500,
  edges: 1000,
  /** Warnings that are kept; the rest is counted. */
  warnings: 20,
} as const;

export interface FlowchartNode {
  readonly id: string;
  /** As written between the brackets; null for a node that is only named. */
  label: string | null;
  shape: MermaidShape | null;
  readonly classes: string[];
  /** Index in `subgraphs` of the innermost one the node was first mentioned in. */
  subgraph: number | null;
}

export interface FlowchartEdge {
  readonly from: string;
  readonly to: string;
  readonly line: 'solid' | 'dotted' | 'thick';
  /** As written; empty when the arrow has none. */
  readonly label: string;
}

export interface FlowchartSubgraph {
  readonly id: string;
  readonly title: string;
  readonly parent: number | null;
}

export interface Flowchart {
  readonly title: string;
  readonly nodes: readonly FlowchartNode[];
  readonly edges: readonly FlowchartEdge[];
  readonly subgraphs: readonly FlowchartSubgraph[];
  /** "Line 4: “…” was not understood." */
  readonly warnings: readonly string[];
}

export type FlowchartReading =
  | { readonly isOk: true; readonly flowchart: Flowchart }
  | { readonly isOk: false; readonly reason: string };

/** Reads `text`; refuses with one sentence what is no flowchart or too long. */
export function readFlowchart(text: string): FlowchartReading {
  if (text.length > FLOWCHART_LIMITS.characters) {
    const most = FLOWCHART_LIMITS.characters.toLocaleString('en-GB');
    return { isOk: false, reason: `The text is too long: at most ${most} characters can be read.` };
  }
  const reader = new FlowchartReader(text.replaceAll(/\r\n?/g, '\n'));
  const fault = reader.readHead();
  if (fault !== null) return { isOk: false, reason: fault };
  return { isOk: true, flowchart: reader.readBody() };
}

const OTHER_DIAGRAMS =
  /(?:sequenceDiagram|classDiagram|stateDiagram|erDiagram|gantt|pie|journey|mindmap|timeline|gitGraph|quadrantChart|requirementDiagram|C4\w+|sankey|xychart|block|packet|architecture|kanban)\b/y;
const NODE_ID = /(?:[\p{L}\p{M}\p{N}_!#$'*+.?\\/]|%(?!%)|-(?=[^>\-.\s])|=(?=[^=>\s]))+/uy;
const FULL_LINK = /\s*([xo<]?)(?:--+([-xo>])|(=)=+([=xo>])|-?(\.)+-([xo>]?))[ \t]*/y;
const START_LINK = /\s*([xo<]?)(--|==|-\.)[ \t]*/y;
const HIDDEN_LINK = /\s*~~~+[ \t]*/y;
const END_LINKS = {
  '--': /[ \t]*--+([-xo>])[ \t]*/,
  '==': /[ \t]*==+([=xo>])[ \t]*/,
  '-.': /[ \t]*\.+-([xo>]?)[ \t]*/,
} as const;
const LINES = { '--': 'solid', '==': 'thick', '-.': 'dotted' } as const;
const IGNORED =
  /(?:direction[ \t]+(?:TB|TD|BT|LR|RL)|(?:style|linkStyle|classDef|class|click)[ \t][^\n;]*|accTitle[^\n]*|accDescr\s*\{[^}]{0,2000}\}|accDescr[^\n]*)/y;

interface Link {
  readonly line: FlowchartEdge['line'] | 'hidden';
  readonly startsWithHead: boolean;
  readonly endsWithHead: boolean;
  readonly label: string;
}

class FlowchartReader {
  readonly #text: string;
  readonly #nodes = new Map<string, FlowchartNode>();
  readonly #edges: FlowchartEdge[] = [];
  readonly #subgraphs: FlowchartSubgraph[] = [];
  readonly #open: number[] = [];
  readonly #warnings: string[] = [];
  readonly #saidFull = new Set<string>();
  #title = '';
  #at = 0;
  #unsaid = 0;
  #line = 1;
  #lineCountedTo = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Front matter, directives and the first line; a sentence when this is no flowchart. */
  readHead(): string | null {
    this.#match(/\s*(?:```[^\n]*\n\s*)?/y);
    const matter = this.#match(/---[ \t]*\n([^]*?)\n---[ \t]*(?:\n|$)/y);
    if (matter) this.#title = titleOf(matter[1] ?? '');
    this.#skipBlank();
    if (this.#match(/(?:flowchart(?:-elk)?|graph)(?:[ \t]+(?:TB|TD|BT|RL|LR|[<>^v]))?(?=[\s;]|$)/y))
      return null;
    if (this.#at >= this.#text.length) return 'There is nothing to read yet.';
    const other = this.#match(OTHER_DIAGRAMS);
    return other
      ? `This is a Mermaid ${other[0]}. Only flowcharts can be read.`
      : 'This is not a Mermaid flowchart: its first line should be “flowchart LR” or “graph TD”.';
  }

  readBody(): Flowchart {
    for (;;) {
      this.#skipBlank();
      // The end of a pasted code block is the end of the diagram.
      if (this.#at >= this.#text.length || this.#match(/```/y)) break;
      if (!this.#readStatement()) this.#skipLine();
    }
    if (this.#open.length > 0) this.#warn(this.#lineNow(), 'A subgraph has no “end”.');
    return {
      title: this.#title,
      nodes: [...this.#nodes.values()],
      edges: this.#edges,
      subgraphs: this.#subgraphs,
      warnings:
        this.#unsaid > 0 ? [...this.#warnings, `${this.#unsaid} more of the same sort.`] : this.#warnings,
    };
  }

  #readStatement(): boolean {
    if (this.#readSubgraph() || this.#readEnd()) return true;
    if (this.#match(IGNORED)) return true;
    let sources = this.#readGroup();
    if (!sources) return false;
    for (;;) {
      const link = this.#readLink();
      if (!link) break;
      const targets = this.#readGroup();
      if (!targets) return false;
      for (const from of sources) for (const to of targets) this.#addEdges(from, to, link);
      sources = targets;
    }
    // Whatever follows on the same line is not part of a statement we know.
    return this.#match(/[ \t]*(?=[\n;]|%%|$)/y) !== null;
  }

  #readSubgraph(): boolean {
    if (!this.#match(/subgraph(?=[\s;]|$)[ \t]*/y)) return false;
    const named =
      this.#match(/([^\s["';]+)[ \t]*\[[ \t]*"([^"\n]*)"[ \t]*\]/y) ??
      this.#match(/([^\s["';]+)[ \t]*\[([^\]\n]*)\]/y);
    const words = named ? null : (this.#match(/"([^"\n]*)"/y) ?? this.#match(/([^\n;]*)/y));
    const title = (named?.[2] ?? words?.[1] ?? '').trim();
    const id = named?.[1] ?? title;
    this.#subgraphs.push({ id, title, parent: this.#open.at(-1) ?? null });
    this.#open.push(this.#subgraphs.length - 1);
    return true;
  }

  #readEnd(): boolean {
    const line = this.#lineNow();
    if (!this.#match(/end(?=[\s;]|$)/y)) return false;
    if (this.#open.pop() === undefined) this.#warn(line, 'This “end” closes nothing.');
    return true;
  }

  /** `A & B[label]`: ids, or null when there is no node here. */
  #readGroup(): readonly string[] | null {
    const ids: string[] = [];
    do {
      const id = this.#readNode();
      if (id === null) return null;
      if (id !== '') ids.push(id);
    } while (this.#match(/[ \t]*&\s*/y));
    return ids;
  }

  /** Id of the node read; empty when the diagram is full; null when there is none. */
  #readNode(): string | null {
    const line = this.#lineNow();
    const id = this.#match(NODE_ID)?.[0];
    if (id === undefined) return null;
    const shape = this.#readShape();
    const classes: string[] = [];
    for (let found = this.#match(/:::([\w-]+)/y); found; found = this.#match(/:::([\w-]+)/y))
      classes.push(found[1] ?? '');
    const known = this.#nodes.get(id);
    if (!known && this.#nodes.size >= FLOWCHART_LIMITS.nodes) {
      this.#warnFull(line, 'components', FLOWCHART_LIMITS.nodes);
      return '';
    }
    const node: FlowchartNode = known ?? { id, label: null, shape: null, classes: [], subgraph: null };
    if (!known) this.#nodes.set(id, node);
    if (shape) {
      node.label = shape.label ?? node.label;
      node.shape = shape.shape;
    }
    node.classes.push(...classes);
    node.subgraph ??= this.#open.at(-1) ?? null;
    return id;
  }

  #readShape(): { readonly label: string | null; readonly shape: MermaidShape } | null {
    if (this.#text.startsWith('@{', this.#at)) return this.#readShapeData();
    for (const { open, closes, shape } of MERMAID_SHAPES) {
      if (!this.#text.startsWith(open, this.#at)) continue;
      const label = this.#readUntil(this.#at + open.length, closes);
      if (label !== null) return { label, shape };
    }
    return null;
  }

  /** The quoted or bare words between `start` and the nearest of `closes`, which must be on the same line if bare. */
  #readUntil(start: number, closes: readonly string[]): string | null {
    const quoted = /\s*"([^"]*)"\s*/y;
    quoted.lastIndex = start;
    const match = quoted.exec(this.#text);
    if (match) {
      const close = closes.find((each) => this.#text.startsWith(each, quoted.lastIndex));
      if (close !== undefined) {
        this.#at = quoted.lastIndex + close.length;
        return match[1] ?? '';
      }
    }
    const lineEnd = this.#lineEndFrom(start);
    const line = this.#text.slice(start, lineEnd);
    const ends = closes
      .map((close) => ({ close, at: line.indexOf(close) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at);
    const [nearest] = ends;
    if (!nearest) return null;
    this.#at = start + nearest.at + nearest.close.length;
    return line.slice(0, nearest.at);
  }

  /** `@{ shape: cyl, label: "Store" }` of newer versions. */
  #readShapeData(): { readonly label: string | null; readonly shape: MermaidShape } | null {
    const data = this.#match(/@\{((?:[^}"]|"[^"]*"){0,2000})\}/y)?.[1];
    if (data === undefined) return null;
    const label = /label\s*:\s*(?:"([^"]*)"|([^,}\n]+))/.exec(data);
    const shape = /shape\s*:\s*"?([\w-]+)/.exec(data)?.[1] ?? '';
    const isStore = /^(?:cyl|cylinder|db|database|disk|lin-cyl|h-cyl|das)$/.test(shape);
    return { label: label ? (label[1] ?? label[2] ?? '') : null, shape: isStore ? 'cylinder' : 'box' };
  }

  #readLink(): Link | null {
    const start = this.#at;
    // Newer versions may name an arrow: `A e1@--> B`.
    this.#match(/[ \t]*[\w-]+@(?=[<xo]?[-=.])/y);
    if (this.#match(HIDDEN_LINK))
      return { line: 'hidden', startsWithHead: false, endsWithHead: false, label: '' };
    const full = this.#match(FULL_LINK);
    if (full) {
      const line = full[3] ? 'thick' : full[5] ? 'dotted' : 'solid';
      const head = full[2] ?? full[4] ?? full[6] ?? '';
      return { line, startsWithHead: full[1] === '<', endsWithHead: isHead(head), label: this.#readPipes() };
    }
    const opening = this.#match(START_LINK);
    const link = opening ? this.#readWordsOnLink(opening) : null;
    if (!link) this.#at = start;
    return link;
  }

  /** `-- words -->` behind its first two characters. */
  #readWordsOnLink(opening: RegExpExecArray): Link | null {
    const kind = opening[2];
    if (kind !== '--' && kind !== '==' && kind !== '-.') return null;
    const quoted = this.#match(/"([^"]*)"/y);
    // Never beyond the line: an unfinished arrow on each of many lines would make reading quadratic.
    const rest = this.#text.slice(this.#at, this.#lineEndFrom(this.#at));
    const end = END_LINKS[kind].exec(rest);
    if (!end || (quoted && end.index > 0)) return null;
    const label = quoted ? (quoted[1] ?? '') : rest.slice(0, end.index);
    this.#at += end.index + end[0].length;
    return {
      line: LINES[kind],
      startsWithHead: opening[1] === '<',
      endsWithHead: isHead(end[1] ?? ''),
      label: label.trim(),
    };
  }

  #readPipes(): string {
    const match =
      this.#match(/\|[ \t]*"([^"]*)"[ \t]*\|\s*/y) ?? this.#match(/\|([^|\n]*)\|\s*/y) ?? this.#match(/\s*/y);
    return (match?.[1] ?? '').trim();
  }

  #addEdges(from: string, to: string, { line, startsWithHead, endsWithHead, label }: Link): void {
    if (line === 'hidden') return;
    // An arrow that only points backwards runs the other way; a line without heads runs as written.
    const isReversed = startsWithHead && !endsWithHead;
    const ways = isReversed
      ? [{ from: to, to: from }]
      : startsWithHead
        ? [
            { from, to },
            { from: to, to: from },
          ]
        : [{ from, to }];
    for (const way of ways) {
      if (this.#edges.length < FLOWCHART_LIMITS.edges) this.#edges.push({ ...way, line, label });
      else this.#warnFull(this.#lineNow(), 'arrows', FLOWCHART_LIMITS.edges);
    }
  }

  #skipBlank(): void {
    while (this.#match(/[\s;]+|%%\{[^]{0,2000}?\}%%|%%[^\n]*/y));
  }

  #skipLine(): void {
    const line = this.#lineNow();
    const rest = this.#match(/[^\n]*/y)?.[0] ?? '';
    this.#warn(line, `“${shorten(rest)}” was not understood and is left out.`);
  }

  #warn(line: number, words: string): void {
    if (this.#warnings.length < FLOWCHART_LIMITS.warnings) this.#warnings.push(`Line ${line}: ${words}`);
    else this.#unsaid += 1;
  }

  #warnFull(line: number, what: string, most: number): void {
    if (this.#saidFull.has(what)) return;
    this.#saidFull.add(what);
    this.#warn(line, `only the first ${most} ${what} are read.`);
  }

  #lineEndFrom(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end === -1 ? this.#text.length : end;
  }

  /** Counted on from the last time, so that asking often costs nothing. */
  #lineNow(): number {
    for (; this.#lineCountedTo < this.#at; this.#lineCountedTo += 1) {
      if (this.#text.charCodeAt(this.#lineCountedTo) === 10) this.#line += 1;
    }
    return this.#line;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}

function isHead(character: string): boolean {
  return character === '>' || character === 'x' || character === 'o';
}

function titleOf(matter: string): string {
  const value = /^title[ \t]*:[ \t]*(.*)$/m.exec(matter)?.[1]?.trim() ?? '';
  if (value.startsWith('"')) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (typeof parsed === 'string') return parsed;
    } catch {
      // Some other YAML string: its quotes are taken off below.
    }
  }
  return value.replaceAll(/^["']|["']$/g, '');
}

function shorten(text: string): string {
  const line = text.trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
