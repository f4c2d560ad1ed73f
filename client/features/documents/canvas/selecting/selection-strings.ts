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
    copied: (count: number) => (count === 1 ? '1 component copied' : `${count} components copied`),
    cut: (count: number) => (count === 1 ? '1 component cut' : `${count} components cut`),
    pasted: (count: number) => (count === 1 ? '1 component pasted' : `${count} components pasted`),
    textPasted: 'Text pasted',
    textCutShort: (length: number) => `Text pasted, cut after ${length} characters`,
    aligned: 'Aligned',
    distributed: 'Distributed',
  },
  gestures: { align: 'align', distribute: 'distribute', cut: 'cut', paste: 'paste' },
} as const;
