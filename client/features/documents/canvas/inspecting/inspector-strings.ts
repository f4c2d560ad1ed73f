/** Words of the panels of what is selected, which are fetched with them. */
export const INSPECTOR_STRINGS = {
  node: 'Selected component',
  edge: 'Selected arrow',
  name: 'Name',
  rename: 'Rename',
  details: 'Details',
  connectFrom: 'Connect from here',
  delete: 'Delete',
  colour: 'Colour',
  noColour: 'No colour',
  flow: 'Kind of flow',
  edgeLabel: 'Label',
  edgeLabelPlaceholder: 'features, 2 k QPS …',
  reverse: 'Turn round',
  colours: { blue: 'Blue', teal: 'Teal', green: 'Green', amber: 'Amber', red: 'Red', violet: 'Violet' },
} as const;
