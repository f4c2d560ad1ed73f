import type { ScenarioOrigin } from '#shared/contracts/scenario-format.contract.ts';
import type { Level } from '#shared/domain/vocabulary.ts';

/** Words of the bank page; anybody may read them. */

export const LEVEL_NAMES: Readonly<Record<Level, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };
export const ORIGIN_NAMES: Readonly<Record<ScenarioOrigin, string>> = {
  bank: 'Bank',
  own: 'Yours',
  room: 'Shared with a room',
};

export const bankStrings = {
  title: 'Scenarios',
  text: 'Cases to interview with. Looking here gives nothing away; a guide opens only when you say so.',
  tabs: 'Parts of the scenarios',
  bank: 'Bank',
  own: 'Yours',

  guestTitle: 'Look around without an account',
  guestText:
    'The bank remembers which cases you have seen, so that nobody gives you one of them as a candidate. For that this browser needs a guest pass; it asks for nothing.',
  guest: 'Go on as a guest',

  loading: 'Loading the scenarios',
  failed: 'The scenarios could not be loaded',
  search: 'Search title, field or tag',
  searchAct: 'Search scenarios',
  filters: 'Filters',
  showFilters: 'Filters',
  activeFilters: (count: number) => `${count} on`,
  domains: 'Field',
  difficulties: 'Difficulty',
  levels: 'Made for',
  seen: 'Seen',
  origins: 'From',
  tags: 'Tags',
  moreTags: (count: number) => `${count} more`,
  fewerTags: 'Fewer',
  difficulty: (value: number) => `Difficulty ${value} of 5`,
  seenNames: { unseen: 'New to you', seen: 'Seen by you' },
  results: 'Cases',
  count: (shown: number, all: number) => (shown === all ? `${all} cases` : `${shown} of ${all} cases`),
  clear: 'Clear filters',
  noMatchTitle: 'No case fits all of that',
  noMatchText: 'Take a filter away, or search for less.',
  noneTitle: 'There are no scenarios',
  noneText: 'The server has no scenario bank. You can write one of your own.',
  isSeen: 'Seen',
  by: (name: string) => `by ${name}`,

  back: 'All scenarios',
  close: 'Close the preview',
  preview: 'Preview',
  previewFailed: 'The preview could not be loaded',
  goneTitle: 'This scenario is not here',
  goneText: 'It may have been retired, or is no longer shared with a room of yours.',
  versionOf: (version: string, updated: string) => `Version ${version}, ${updated}`,
  forLevels: (levels: string) => `For ${levels}`,
  starterBoard: 'Starter board',
  starterText: 'Can stand on the board when the interview begins.',
  previewNote: 'This is what a candidate reads. Facts, hints and answers are in the guide.',

  guideTitle: 'The interviewer guide',
  guideText:
    'What to listen for, what to ask, hints, cards to hand over and the reference design. Opening it marks the case as seen by you: nobody can give it to you as a candidate any more.',
  guideSeenText:
    'You have seen this case, so nobody can give it to you as a candidate. You can read the guide.',
  openGuide: 'Open the guide',
  openTitle: 'Open the guide and mark the case as seen?',
  openText:
    'You will know the answers, so this case can no longer be given to you as a candidate. This cannot be taken back.',
  openConfirm: 'Open the guide',
  notNow: 'Not now',
  readGuide: 'Read the guide',
  briefing: 'Two-page briefing',
  useInRoom: 'Use in a room',
  copy: 'Write your own from it',
  copyTitle: 'Copy the case and mark it as seen?',
  copyText:
    'The copy holds the whole guide, so this case can no longer be given to you as a candidate. This cannot be taken back.',
  copyFreeTitle: 'Copy this case?',
  copyFreeText: 'You get its whole text as a draft of your own to change.',
  copyConfirm: 'Copy the case',

  useTitle: 'Use it in a room',
  useText: 'You interview, and the case is chosen when you come in. You can still choose another.',
  newRoom: 'Start a new room',
  yourName: 'Your name',
  yourNameHint: 'As the others will see it.',
  nameMissing: 'Write the name the others will see.',
  openRooms: 'Rooms of yours that are being set up',
  chooseThere: 'Choose it there',
  roomsFailed: 'Your rooms could not be loaded',

  guideHeading: 'Guide',
  parts: 'Parts of the guide',
  part: 'Part of the guide',
  steps: 'Steps',
  whole: 'Whole interview',
  level: 'Target level',
  format: 'Length',
  minutes: { m45: '45 min', m60: '60 min' },
  guideNote: 'To read. Marks and hints are given in the room, where everything is kept.',
  backToCase: 'The case',
  print: 'Print',
  guideFailed: 'The guide could not be loaded',
  loadingGuide: 'Loading the guide',
  lockedTitle: 'You are the candidate of an interview with this case',
  lockedText: 'Its guide opens to you when the review of that interview does.',
} as const;
