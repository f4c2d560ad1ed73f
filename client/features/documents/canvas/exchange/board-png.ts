import type { BoardModel } from '#shared/domain/board-model.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import type { BoardThemeName } from '#shared/domain/board-theme.ts';

const SCALE = 2;
/** Pixels of one side: the smallest bound among the browsers in use (Safari on phones). */
const MAX_SIDE = 8_192;
/** Pixels in all, for the same reason; at four bytes each this is 64 MB. */
const MAX_AREA = 16_777_216;

export interface BoardPng {
  readonly blob: Blob;
  /** 2, or less when the board is too large for that. */
  readonly scale: number;
}

/** Draws the board's SVG at twice its size. @throws when the browser cannot make a picture of it */
export async function boardToPng(model: BoardModel, theme: BoardThemeName): Promise<BoardPng> {
  const url = URL.createObjectURL(new Blob([boardToSvg(model, { theme })], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = scaleFor(width, height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.floor(width * scale));
    canvas.height = Math.max(1, Math.floor(height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas to draw on');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('no picture came back');
    return { blob, scale };
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The largest scale up to two that keeps within what browsers can draw. */
export function scaleFor(width: number, height: number): number {
  const bySide = MAX_SIDE / Math.max(width, height, 1);
  const byArea = Math.sqrt(MAX_AREA / Math.max(width * height, 1));
  return Math.min(SCALE, bySide, byArea);
}
