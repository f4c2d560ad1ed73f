import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as fontkit from 'fontkit';

/**
 * The fonts a PDF is written with, all packaged. Inter (OFL) for Latin, Greek and Cyrillic as on screen; DejaVu Sans (Bitstream
 * Vera licence) for Arabic, Hebrew, Armenian, Georgian, arrows, mathematics and more. Chinese, Japanese, Korean, Indic scripts and
 * most emoji are in neither: the smallest packaged font for them is larger than all else together. What no font has is
 * drawn as `MISSING`, and the report says so.
 */

export type Weight = 'regular' | 'bold';
export const MISSING = '\u25A1';

const SUBSETS = [
  'latin',
  'latin-ext',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
  'vietnamese',
] as const;

export interface PdfFont {
  /** Unique; what the document registers it under. */
  readonly name: string;
  readonly data: Buffer;
  readonly codePoints: ReadonlySet<number>;
}

const require = createRequire(import.meta.url);

/** In the order they are asked. The fonts are read once a process, about 2 MB. */
export function loadFonts(): Readonly<Record<Weight, readonly PdfFont[]>> {
  return {
    regular: [
      ...SUBSETS.map((subset) => load(`@fontsource/inter/files/inter-${subset}-400-normal.woff`)),
      load('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
    ],
    bold: [
      ...SUBSETS.map((subset) => load(`@fontsource/inter/files/inter-${subset}-600-normal.woff`)),
      load('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
    ],
  };
}

function load(specifier: string): PdfFont {
  const data = readFileSync(require.resolve(specifier));
  const font = fontkit.create(data);
  if (!('characterSet' in font)) throw new Error(`${specifier} is a collection, not a font`);
  return { name: specifier, data, codePoints: new Set(font.characterSet) };
}
