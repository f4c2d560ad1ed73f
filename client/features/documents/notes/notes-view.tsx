import { Fragment, createContext, useContext, type ReactNode } from 'react';
import type { NotesBlock, NotesMark, NotesSpan } from '#shared/documents/notes.ts';
import { classNames } from '#client/ui/class-names.ts';
import { notesStrings } from './strings.ts';
import contentStyles from './notes-content.module.css';
import styles from './notes-view.module.css';

export interface NotesViewProps {
  /** From `notesToBlocks`. */
  readonly blocks: readonly NotesBlock[];
  readonly className?: string;
  /** Where the notes are a part of a page with headings of its own: the level their largest heading becomes. */
  readonly topHeadingLevel?: 3 | undefined;
}

/** The notes of a finished interview, as they were written, without the editor. */
export function NotesView({ blocks, className, topHeadingLevel }: NotesViewProps) {
  if (blocks.length === 0) return <p className={styles.empty}>{notesStrings.empty}</p>;
  return (
    <div className={classNames(contentStyles.content, styles.view, className)}>
      <HeadingShift value={topHeadingLevel === undefined ? null : topHeadingLevel - largestHeading(blocks)}>
        <Blocks blocks={blocks} />
      </HeadingShift>
    </div>
  );
}

function Blocks({ blocks }: { readonly blocks: readonly NotesBlock[] }) {
  // A frozen document: the position of a block is its identity.
  return blocks.map((block, index) => <Block key={index} block={block} />);
}

function Block({ block }: { readonly block: NotesBlock }) {
  switch (block.type) {
    case 'heading':
      return <Heading block={block} />;
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case 'bullets':
      return <ul>{listItems(block.items)}</ul>;
    case 'numbers':
      return <ol start={block.start}>{listItems(block.items)}</ol>;
    case 'checklist':
      return (
        <ul data-type="taskList">
          {block.items.map((item, index) => (
            <li key={index} data-checked={item.isChecked}>
              <span className={styles.tick} aria-hidden="true" />
              <div>
                <span className="visually-hidden">
                  {item.isChecked ? notesStrings.done : notesStrings.notDone}
                </span>
                <Blocks blocks={item.blocks} />
              </div>
            </li>
          ))}
        </ul>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return (
        <div className={contentStyles.tableFrame}>
          <table>
            <tbody>
              {block.rows.map((row, rowIndex) => (
                <tr key={rowIndex}>
                  {row.map((cell, index) => {
                    const Cell = cell.isHeader ? 'th' : 'td';
                    return (
                      <Cell key={index}>
                        <Blocks blocks={cell.blocks} />
                      </Cell>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr />;
    case 'cut':
      return <p className={styles.empty}>{notesStrings.cut}</p>;
    default:
      return block satisfies never;
  }
}

/** What is added to a heading's level; null leaves it as written. Headings may stand in lists and tables, however deep. */
const HeadingShift = createContext<number | null>(null);

const SHIFTED = ['h3', 'h4', 'h5'] as const;

function Heading({ block }: { readonly block: Extract<NotesBlock, { type: 'heading' }> }) {
  const shift = useContext(HeadingShift);
  const spans = <Spans spans={block.spans} />;
  if (shift === null) {
    const Element = `h${block.level}` as const;
    return <Element>{spans}</Element>;
  }
  const rank = Math.max(0, block.level + shift - 3);
  const Element = SHIFTED[rank] ?? 'h5';
  return <Element data-rank={rank + 1}>{spans}</Element>;
}

/** Level of the largest heading outside lists and tables. */
function largestHeading(blocks: readonly NotesBlock[]): number {
  return Math.min(3, ...blocks.map((block) => (block.type === 'heading' ? block.level : 3)));
}

function listItems(items: readonly (readonly NotesBlock[])[]) {
  return items.map((blocks, index) => (
    <li key={index}>
      <Blocks blocks={blocks} />
    </li>
  ));
}

const MARK_ELEMENTS = { bold: 'strong', italic: 'em', strike: 's', code: 'code' } as const satisfies Record<
  NotesMark,
  string
>;

function Spans({ spans }: { readonly spans: readonly NotesSpan[] }) {
  return spans.map((span, index) => <Fragment key={index}>{renderSpan(span)}</Fragment>);
}

function renderSpan({ text, marks, href }: NotesSpan): ReactNode {
  const marked = marks.toReversed().reduce<ReactNode>((inner, mark) => {
    const Mark = MARK_ELEMENTS[mark];
    return <Mark>{inner}</Mark>;
  }, text);
  if (href === undefined) return marked;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {marked}
    </a>
  );
}
