import { boardToMermaid } from '#shared/domain/board-mermaid.ts';
import { toPrintable } from '#shared/domain/printable-text.ts';
import type { Report, ReportBlock } from './report.ts';

/** The report as CommonMark with tables and a Mermaid diagram. People's texts can start nothing: they are escaped. */
export function toMarkdown({ title, blocks }: Report): string {
  return [`# ${inline(title)}`, ...blocks.map(toBlock), ''].join('\n\n');
}

function toBlock(block: ReportBlock): string {
  switch (block.type) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`;
    case 'paragraph':
      return lines(block.text);
    case 'facts':
      return block.rows.map(([label, value]) => `- **${inline(label)}:** ${inline(value)}`).join('\n');
    case 'outcome':
      return [
        `**${inline(block.label)}: ${inline(block.word)}**`,
        block.facts.map((fact) => `- ${inline(fact)}`).join('\n'),
      ].join('\n\n');
    case 'list':
      return block.items
        .map(
          (item, index) => `${block.start === undefined ? '-' : `${block.start + index}.`} ${inline(item)}`,
        )
        .join('\n');
    case 'table':
      return [
        row(block.columns.map(({ title }) => title)),
        row(block.columns.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(inline))),
      ].join('\n');
    case 'code':
      return fenced('', block.text);
    case 'board':
      return fenced('mermaid', boardToMermaid(block.board));
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A fence longer than any run of backticks in the text, so that the text cannot end it. */
function fenced(language: string, text: string): string {
  const runs = text.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}${language}\n${toPrintable(text)}\n${fence}`;
}

/** Line breaks of a text kept as breaks; each line escaped alone. */
function lines(text: string): string {
  return toPrintable(text)
    .split('\n')
    .map(inline)
    .filter((line) => line !== '')
    .join('\\\n');
}

/**
 * One line that means only itself: what CommonMark and GFM give a meaning to anywhere is escaped everywhere, what begins a
 * block only where a line begins. Addresses are broken up, because some readers make links of them.
 */
function inline(text: string): string {
  return toPrintable(text)
    .replaceAll('\n', ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>#|~$&@^]/g, '\\$&')
    .replaceAll('://', '\\://')
    .replaceAll(/\bwww\./gi, (word) => `${word.slice(0, 3)}\\.`)
    .replace(/^[+\-=:]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}
