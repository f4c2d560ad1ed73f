import * as Y from 'yjs';
import { invariant } from '#shared/errors.ts';
import { NOTES_FIELD } from '#shared/documents/notes.ts';

/** One line in the list under a heading of the notes template. */
export interface NotesLine {
  readonly section: string;
  /** Text between backticks is set as code. */
  readonly text: string;
  /** In a checklist only. */
  readonly isChecked?: boolean;
}

/** Adds a line to the list under its heading; the empty item of the template takes the first one. */
export function addNotesLine(doc: Y.Doc, line: NotesLine): void {
  const list = findList(doc, line.section);
  const isChecklist = list.nodeName === 'taskList';
  doc.transact(() => {
    let item = list.get(0);
    if (!(item instanceof Y.XmlElement) || isFilled(item)) {
      item = new Y.XmlElement(isChecklist ? 'taskItem' : 'listItem');
      item.insert(0, [new Y.XmlElement('paragraph')]);
      list.insert(list.length, [item]);
    }
    // The editor stores the mark as a boolean; the default type of XmlElement only knows strings.
    if (isChecklist) item.setAttribute('checked', (line.isChecked ?? false) as unknown as string);
    const paragraph = item.get(0);
    invariant(paragraph instanceof Y.XmlElement, 'a list item holds a paragraph');
    paragraph.insert(0, [toText(line.text)]);
  });
}

function findList(doc: Y.Doc, section: string): Y.XmlElement {
  let isUnderHeading = false;
  for (const node of doc.getXmlFragment(NOTES_FIELD).toArray()) {
    if (!(node instanceof Y.XmlElement)) continue;
    if (node.nodeName === 'heading') isUnderHeading = textOf(node) === section;
    else if (isUnderHeading && node.nodeName.endsWith('List')) return node;
  }
  throw new Error(`the notes have no list under "${section}"`);
}

function isFilled(item: Y.XmlElement): boolean {
  const paragraph = item.get(0);
  return paragraph instanceof Y.XmlElement && paragraph.length > 0;
}

function textOf(node: Y.XmlElement): string {
  const content = node.get(0);
  return content instanceof Y.XmlText ? content.toString() : '';
}

function toText(source: string): Y.XmlText {
  const text = new Y.XmlText();
  let at = 0;
  source.split('`').forEach((part, index) => {
    if (part !== '') text.insert(at, part, index % 2 === 1 ? { code: {} } : {});
    at += part.length;
  });
  return text;
}
