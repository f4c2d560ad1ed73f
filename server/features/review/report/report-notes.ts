import type { Review } from '#shared/contracts/review.contract.ts';
import type { ReportBlock } from './report.ts';

type NotesBlock = Review['notes'][number];

/** Deeper than a person writes; the notes' own reader stops there too. */
const MAX_DEPTH = 12;

/** The written notes as report blocks. Marks are left out: what counts in a file is what was written. */
export function notesBlocks(blocks: readonly NotesBlock[]): ReportBlock[] {
  return blocks.flatMap((block): ReportBlock[] => {
    switch (block.type) {
      case 'heading':
        return [{ type: 'heading', level: 3, text: textOf(block.spans) }];
      case 'paragraph': {
        const text = textOf(block.spans);
        return text.trim() === '' ? [] : [{ type: 'paragraph', text }];
      }
      case 'bullets':
      case 'checklist':
        return listOf(itemsOf(block, 0));
      case 'numbers':
        return listOf(itemsOf(block, 0), block.start);
      case 'quote':
        return notesBlocks(block.blocks);
      case 'code':
        return [{ type: 'code', text: block.text }];
      case 'table':
        return [
          {
            type: 'list',
            items: block.rows.map((row) => row.map(({ blocks: cell }) => plainText(cell, 1)).join(' | ')),
          },
        ];
      case 'rule':
        return [];
      case 'cut':
        return [
          { type: 'paragraph', tone: 'muted', text: 'The notes go on; they were too long to keep here.' },
        ];
    }
  });
}

/** An empty list is the template's, not a person's. */
function listOf(items: readonly string[], start?: number): ReportBlock[] {
  const written = items.filter((item) => item.trim() !== '');
  return written.length === 0
    ? []
    : [{ type: 'list', items: written, ...(start === undefined ? {} : { start }) }];
}

function itemsOf(
  block: Extract<NotesBlock, { type: 'bullets' | 'numbers' | 'checklist' }>,
  depth: number,
): string[] {
  if (block.type === 'checklist') {
    return block.items.flatMap(({ isChecked, blocks }) => {
      const text = plainText(blocks, depth + 1);
      return text.trim() === '' ? [] : [`${isChecked ? '[x]' : '[ ]'} ${text}`];
    });
  }
  return block.items.map((blocks) => plainText(blocks, depth + 1));
}

/** What stands in an item or a cell, in one line. */
function plainText(blocks: readonly NotesBlock[], depth: number): string {
  if (depth > MAX_DEPTH) return '';
  return blocks
    .map((block) => {
      switch (block.type) {
        case 'heading':
        case 'paragraph':
          return textOf(block.spans);
        case 'bullets':
        case 'numbers':
        case 'checklist':
          return itemsOf(block, depth).join('; ');
        case 'quote':
          return plainText(block.blocks, depth + 1);
        case 'code':
          return block.text;
        case 'table':
          return block.rows
            .map((row) => row.map((cell) => plainText(cell.blocks, depth + 1)).join(' | '))
            .join('; ');
        case 'rule':
        case 'cut':
          return '';
      }
    })
    .filter((text) => text !== '')
    .join(' ');
}

function textOf(spans: Extract<NotesBlock, { type: 'paragraph' }>['spans']): string {
  return spans.map(({ text }) => text).join('');
}
