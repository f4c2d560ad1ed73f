import { BOARD_COLOURS, type BoardColour, type StrokeKind } from '#shared/domain/board-model.ts';
import type { InkStyle } from '#shared/documents/canvas-ink-writers.ts';
import { createPreference } from '#client/platform/preferences.ts';

export const INK_WIDTHS = ['thin', 'medium', 'thick'] as const;
export type InkWidth = (typeof INK_WIDTHS)[number];

/** Flow pixels. */
export const WIDTH_PIXELS = {
  pen: { thin: 2.5, medium: 4.5, thick: 8 },
  highlighter: { thin: 12, medium: 20, thick: 32 },
} as const satisfies Record<StrokeKind, Record<InkWidth, number>>;

export interface InkChoice {
  /** Null is the colour of text: dark on a light board, light on a dark one. */
  readonly colour: BoardColour | null;
  readonly width: InkWidth;
}

export type InkChoices = Readonly<Record<StrokeKind, InkChoice>>;

/** What this person drew with last; remembered on this device. */
export const inkPreference = createPreference<InkChoices>('ink', isInkChoices, {
  pen: { colour: null, width: 'medium' },
  highlighter: { colour: 'amber', width: 'medium' },
});

export function toInkStyle(kind: StrokeKind, { colour, width }: InkChoice): InkStyle {
  return { kind, colour, width: WIDTH_PIXELS[kind][width] };
}

function isInkChoices(value: unknown): value is InkChoices {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pen' in value &&
    'highlighter' in value &&
    isInkChoice(value.pen) &&
    isInkChoice(value.highlighter)
  );
}

function isInkChoice(value: unknown): value is InkChoice {
  if (typeof value !== 'object' || value === null || !('colour' in value && 'width' in value)) return false;
  const isColour = value.colour === null || BOARD_COLOURS.some((colour) => colour === value.colour);
  return isColour && INK_WIDTHS.some((width) => width === value.width);
}
