/** Words of the drawing tools, which are fetched with them. */
export const INK_STRINGS = {
  bar: 'Drawing',
  tool: 'Tool',
  colour: 'Colour',
  plainInk: 'Black or white',
  width: 'Width',
  widths: { thin: 'Thin', medium: 'Medium', thick: 'Thick' },
  done: 'Done',
  eraserHint: 'Drag over what should go',
  laserHint: 'Everybody sees where you point; nothing stays',
  gestures: { pen: 'draw', highlighter: 'highlight', eraser: 'erase', clear: 'erase all ink' },
  clear: 'Erase all ink',
  said: {
    erased: (count: number) => (count === 1 ? '1 stroke erased' : `${count} strokes erased`),
    full: 'The board holds no more ink. Erase something first.',
  },
} as const;
