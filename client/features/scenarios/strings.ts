/** Words of the case panel that every role may load. The interviewer's own are in `cockpit-strings.ts`. */
export const strings = {
  panel: 'The case',
  panelTabs: 'Parts of the case',
  promptTab: 'Prompt',
  cardsTab: 'Cards',
  frameworkTab: 'Framework',

  loading: 'Loading the case',
  failed: 'The case could not be loaded',

  notYetTitle: 'The case opens with the clock',
  notYet: [
    'The prompt stands here as soon as the interviewer starts.',
    'Facts and numbers arrive as cards when you ask for them, and stay here.',
    'Under Framework you find what each phase is for. You can read that now.',
  ],

  context: 'Good to know',
  deliverables: 'To have by the end',
  askFirst: 'Most facts are not in the prompt. Ask for them.',

  noCardsTitle: 'No cards yet',
  noCards:
    'Ask about users, scale, time limits, what exists today. Whatever the interviewer hands over arrives here as a card and stays.',
  noCardsBefore: 'They arrive during the interview, when you ask for facts.',
  card: (number: number) => `Card ${number}`,
  cardAt: (clock: string) => `Handed over at ${clock}`,
  isNew: 'New',
  newCards: (count: number) => (count === 1 ? '1 new card' : `${count} new cards`),
  announce: (title: string) => `A new card has arrived: ${title}`,

  faceNames: { text: 'Answer', numbers: 'Numbers', table: 'Table', code: 'Exhibit', graph: 'Diagram' },
  ratio: (value: string, percent: string) => `${value} (${percent} %)`,

  enlarge: 'Enlarge',
  diagramSize: 'Size of the diagram',
  fit: 'Fit',
  actualSize: 'Actual size',

  phaseNow: 'Now',
  phaseGoal: 'Done when',
  phaseParts: 'What it passes through',
  phaseQuestions: 'Ask yourself',
  frameworkBefore: 'The plan appears here when the lobby opens.',
} as const;
