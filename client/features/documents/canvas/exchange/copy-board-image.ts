import type { BoardModel } from '#shared/domain/board-model.ts';
import type { BoardThemeName } from '#shared/domain/board-theme.ts';
import { boardToPng } from './board-png.ts';

/**
 * Puts the board's picture on the clipboard; false when the browser will not. The picture is handed over as a promise,
 * because Safari only takes what is written while the press still counts.
 */
export async function copyBoardImage(model: BoardModel, theme: BoardThemeName): Promise<boolean> {
  try {
    const picture = boardToPng(model, theme).then(({ blob }) => blob);
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
    return true;
  } catch {
    // No clipboard on plain http, no permission, no pictures: the caller offers the file instead.
    return false;
  }
}
