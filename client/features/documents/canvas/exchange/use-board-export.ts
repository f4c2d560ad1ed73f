import { useState } from 'react';
import { MERMAID_MAX_TEXT } from '#shared/domain/board-mermaid.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { BoardThemeName } from '#shared/domain/board-theme.ts';
import { copyText } from '#client/ui/copy-text.ts';
import { boardToPng } from './board-png.ts';
import { copyBoardImage } from './copy-board-image.ts';
import { EXCHANGE_STRINGS as WORDS } from './exchange-strings.ts';
import type { ExportFormat } from './export-formats.ts';
import { exportFileName } from './file-name.ts';
import { saveFile } from '#client/platform/save-file.ts';

export interface ExportOutcome {
  readonly tone: 'good' | 'bad';
  readonly words: string;
}

export interface BoardExport {
  /** What is being made, as `png.save`; null while nothing is. */
  readonly pending: string | null;
  readonly outcome: ExportOutcome | null;
  readonly save: (format: ExportFormat) => void;
  readonly copy: (format: ExportFormat) => void;
}

/** Saves and copies one board; what came of it is kept until the next act. */
export function useBoardExport(input: {
  readonly model: BoardModel;
  readonly theme: BoardThemeName;
  readonly name: string;
}): BoardExport {
  const [pending, setPending] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<ExportOutcome | null>(null);

  async function run(act: string, work: () => Promise<ExportOutcome>) {
    setPending(act);
    setOutcome(null);
    try {
      setOutcome(await work());
    } catch {
      setOutcome({ tone: 'bad', words: WORDS.pngFailed });
    } finally {
      setPending(null);
    }
  }

  return {
    pending,
    outcome,
    save: (format) => void run(`${format.id}.save`, () => saveBoard(format, input)),
    copy: (format) => void run(`${format.id}.copy`, () => copyBoard(format, input)),
  };
}

interface ExportInput {
  readonly model: BoardModel;
  readonly theme: BoardThemeName;
  readonly name: string;
}

async function saveBoard(format: ExportFormat, { model, theme, name }: ExportInput): Promise<ExportOutcome> {
  const file = exportFileName(name, { ending: format.ending, now: new Date() });
  if (format.id === 'png') {
    const { blob, scale } = await boardToPng(model, theme);
    saveFile(file, blob);
    return { tone: 'good', words: scale < 2 ? WORDS.savedSmaller(file, percent(scale)) : WORDS.saved(file) };
  }
  const text = format.write(model, theme);
  saveFile(file, new Blob([text], { type: `${format.type};charset=utf-8` }));
  const isLong = format.id === 'mermaid' && text.length > MERMAID_MAX_TEXT;
  return { tone: 'good', words: isLong ? `${WORDS.saved(file)}. ${WORDS.longMermaid}` : WORDS.saved(file) };
}

async function copyBoard(format: ExportFormat, { model, theme }: ExportInput): Promise<ExportOutcome> {
  if (format.id === 'png') {
    return (await copyBoardImage(model, theme))
      ? { tone: 'good', words: WORDS.copiedPicture }
      : { tone: 'bad', words: WORDS.copyPictureFailed };
  }
  return (await copyText(format.write(model, theme)))
    ? { tone: 'good', words: WORDS.copiedText }
    : { tone: 'bad', words: WORDS.copyTextFailed };
}

function percent(scale: number): string {
  return `${Math.floor(scale * 100)} %`;
}
