/** How many of each kind of thing. */
export interface ItemCounts {
  readonly components: number;
  readonly arrows?: number;
  readonly drawings: number;
}

/** "2 components and 1 drawing". */
function itemWords({ components, arrows = 0, drawings }: ItemCounts): string {
  const words = [
    ...countWords(components, 'component'),
    ...countWords(arrows, 'arrow'),
    ...countWords(drawings, 'drawing'),
  ];
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function countWords(count: number, word: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
}

/** Words of the selection bar, the clipboard and the skeletons, which are fetched when they are first needed. */
export const SELECTION_STRINGS = {
  bar: (count: number) => `${count} selected`,
  acts: 'Selected items',
  align: {
    left: 'Align left',
    centre: 'Align centres',
    right: 'Align right',
    top: 'Align top',
    middle: 'Align middles',
    bottom: 'Align bottom',
  },
  distribute: {
    horizontally: 'Distribute horizontally',
    vertically: 'Distribute vertically',
  },
  colour: 'Colour of all',
  group: 'Board selection',
  said: {
    selected: (counts: ItemCounts) => `${itemWords(counts)} selected`,
    copied: (counts: ItemCounts) => `${itemWords(counts)} copied`,
    cut: (counts: ItemCounts) => `${itemWords(counts)} cut`,
    pasted: (counts: ItemCounts) => `${itemWords(counts)} pasted`,
    tooMuch: 'Too much ink to copy at once. Select less, or export the board.',
    textPasted: 'Text pasted',
    textCutShort: (length: number) => `Text pasted, cut after ${length} characters`,
    aligned: 'Aligned',
    distributed: 'Distributed',
  },
  gestures: { align: 'align', distribute: 'distribute', cut: 'cut', paste: 'paste' },
} as const;
