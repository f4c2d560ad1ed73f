import { readBoardJson } from './board-json.ts';
import { readMermaidBoard } from './board-mermaid-import.ts';
import type { BoardModel } from './board-model.ts';
import { isEmptyBoard } from './board-part.ts';

/** What people may bring along: a board file, or a Mermaid flowchart. */

export type BoardImport =
  | {
      readonly isOk: true;
      readonly from: 'json' | 'mermaid';
      readonly model: BoardModel;
      readonly warnings: readonly string[];
    }
  | { readonly isOk: false; readonly reason: string };

/** Reads a file or a pasted text, whichever of the two it is. Never throws. */
export function readBoardText(text: string): BoardImport {
  const isJson = /^\uFEFF?\s*[{[]/.test(text);
  const reading = isJson ? readJson(text.replace(/^\uFEFF/, '')) : readMermaidBoard(text);
  if (!reading.isOk) return reading;
  if (isEmptyBoard(reading.model)) return { isOk: false, reason: 'There is nothing on this board.' };
  return { ...reading, from: isJson ? 'json' : 'mermaid' };
}

function readJson(text: string): ReturnType<typeof readMermaidBoard> {
  const reading = readBoardJson(text);
  return reading.isOk ? { ...reading, warnings: [] } : reading;
}
