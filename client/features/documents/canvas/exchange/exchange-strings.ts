/** Words of export and import. */
export const EXCHANGE_STRINGS = {
  exportTitle: 'Export board',
  part: 'What to export',
  whole: 'Whole board',
  selection: (count: number) => `Selection (${count})`,
  theme: 'Picture',
  light: 'Light',
  dark: 'Dark',
  previewAlt: 'Preview of the picture',
  nothing: 'Nothing on the board yet.',
  formats: {
    png: ['Picture', 'PNG at twice the size, for documents and slides'],
    svg: ['Drawing', 'SVG, sharp at every size'],
    json: ['Board file', 'JSON, to bring back here with everything on it'],
    excalidraw: ['Excalidraw', 'Opens in Excalidraw with bound arrows'],
    mermaid: ['Mermaid', 'Flowchart text for READMEs, without ink'],
  },
  save: 'Save',
  saveAs: (name: string) => `Save as ${name}`,
  copy: 'Copy',
  copyAs: (name: string) => `Copy as ${name}`,
  saved: (file: string) => `Saved ${file}`,
  savedSmaller: (file: string, scale: string) =>
    `Saved ${file} at ${scale} of the size: browsers make no larger pictures`,
  copiedPicture: 'Picture copied',
  copiedText: 'Text copied',
  copyPictureFailed: 'This browser does not let a page copy pictures. Save it as PNG instead.',
  copyTextFailed: 'This browser does not let a page copy. Save it as a file instead.',
  pngFailed: 'The picture could not be made. Save it as SVG instead.',
  longMermaid: 'Longer than Mermaid draws by default; raise its maxTextSize.',
  boardName: 'board',
  importLink: 'Import instead…',

  importTitle: 'Import to the board',
  importDescription: 'A board file saved here, or a Mermaid flowchart. It is added beside what is there.',
  pasteLabel: 'Paste Mermaid or a board file',
  pastePlaceholder: 'flowchart LR\n  logs[(Click logs)] --> train[Training]\n  train --> rank[Ranker]',
  chooseFile: 'Choose a file',
  dropHere: 'or drop it here',
  forgetFile: 'Take the file away',
  fileFailed: 'The file could not be read. Choose it again.',
  fileTooLarge: 'The file is too large to be a board.',
  importAlt: 'Preview of what will be added',
  contents: (nodes: number, edges: number, strokes: number) =>
    [
      plural(nodes, 'component'),
      plural(edges, 'arrow'),
      ...(strokes > 0 ? [plural(strokes, 'stroke')] : []),
    ].join(', '),
  warnings: (count: number) =>
    count === 1 ? 'One thing was not taken over' : `${count} things were not taken over`,
  noRoom: (what: 'nodes' | 'edges' | 'strokes', left: number) =>
    `The board has no room for all of this: ${plural(left, NOUNS[what])} more ${left === 1 ? 'fits' : 'fit'} on it.`,
  cancel: 'Cancel',
  add: 'Add to board',
  added: (count: number) => `${plural(count, 'component')} added`,
  addedInk: 'Ink added',
  isReadOnly: 'You can no longer change this board.',
  gesture: 'import',
} as const;

const NOUNS = { nodes: 'component', edges: 'arrow', strokes: 'stroke' } as const;

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
