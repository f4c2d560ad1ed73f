import type { Format, Framework, Level } from '#shared/domain/vocabulary.ts';

/** Words of the interview that every role may load. The interviewer's own are in `setup-strings.ts`. */

export const LEVEL_NAMES: Readonly<Record<Level, string>> = { mid: 'Mid', senior: 'Senior', staff: 'Staff' };
export const FORMAT_NAMES: Readonly<Record<Format, string>> = { m45: '45 min', m60: '60 min' };
export const FRAMEWORK_NAMES: Readonly<Record<Framework, string>> = {
  'seven-step': 'Seven steps',
  'four-phase': 'Four phases',
};

export const interviewStrings = {
  loading: 'Loading the interview',
  failed: 'The interview could not be loaded',

  elapsed: 'Elapsed',
  leftInPhase: 'left',
  overInPhase: 'over',
  paused: 'Paused',
  phaseOf: (index: number, count: number) => `${index} of ${count}`,
  rail: 'Phases of the interview',
  phaseState: {
    done: 'done',
    current: 'now',
    ahead: 'ahead',
  },
  planned: (minutes: string) => `Planned ${minutes}`,
  spent: (clock: string) => `Spent ${clock}`,
  overBy: (clock: string) => `${clock} over`,
  questions: 'Ask yourself',
  goTo: 'Go to this phase',

  waitingTitle: 'Your interviewer is choosing the case',
  waitingText: 'You will see it when the interview starts. This page moves on by itself.',
  waitingNobody: 'Nobody is here to interview you yet',
  waitingNobodyText:
    'Send an interviewer the link. They choose the case; you see it when the interview starts.',
  teachTitle: 'While you wait',
  teach: [
    {
      title: 'Think aloud',
      text: 'What you say is what can be rated. Name the options you drop and why.',
    },
    {
      title: 'Ask before you design',
      text: 'Facts are handed over when you ask: users, scale, latency, what exists. Each arrives as a card.',
    },
    {
      title: 'Draw the flow of data',
      text: 'Press / on the board to add a part such as a feature store or a ranker, c to connect two. Undo only ever undoes your own work.',
    },
    {
      title: 'Use numbers',
      text: 'A rough rate, a size, a budget in milliseconds: one line of arithmetic settles most arguments.',
    },
  ],

  lobbyTitle: 'Ready when you are',
  lobbyText: 'The clock starts for everybody at once.',
  plan: 'The plan',
  level: 'Level',
  framework: 'Framework',
  inTheRoom: 'In the room',
  ready: 'Ready',
  notReady: 'Not ready yet',
  sayReady: 'I am ready',
  saidReady: 'You are ready',
  takeBack: 'Press again to take it back.',
  readyMeans: 'By saying ready you agree to what is kept.',
  waitFor: (names: string) => `Waiting for ${names}.`,
  waitForStart: 'Everybody is ready. The interviewer starts.',
  noCandidate: 'Nobody is here as the candidate yet.',
  noInterviewer: 'Nobody is here as the interviewer yet.',

  consentTitle: 'What is kept',
  consent: (retentionDays: number) => [
    "Kept: the board and the notes with their history, phases and times, cards and hints given, the interviewer's notes, and the forms of both.",
    'Not kept: sound, video, cursors, and anything from the device check.',
    'Who can look at it and replay it: the people of this room, and whoever they share the review with.',
    `Until when: ${retentionDays} days after the interview, then it is deleted.`,
  ],

  devicesTitle: 'Check your microphone and camera',
  devicesText: 'Nothing is sent anywhere. This room has no call yet: talk over whatever you both use.',
  devicesStart: 'Check now',
  devicesStop: 'Stop',
  devicesCamera: 'Camera',
  devicesMicrophone: 'Microphone',
  devicesLevel: 'Say something: the bar should move.',
  devicesHeard: 'We can hear you.',
  devicesNoCamera: 'No camera',
  devicesDenied: 'The browser did not allow it',
  devicesDeniedText: 'Allow microphone and camera beside the address, then check again.',
  devicesMissing: 'No microphone was found',
  devicesMissingText: 'Plug one in, then check again.',
  devicesInsecure: 'This needs a secure address',
  devicesInsecureText: 'Browsers give a microphone only to https and localhost. The interview works without.',
  again: 'Check again',

  revealedTitle: 'Both forms are in',
  revealedText:
    'The review is open: ratings with the moments they rest on, side by side with the self-assessment.',
  openReview: 'Read the review',
  observerRating: 'The interviewer and the candidate are filling in their forms.',
  observerRatingText: 'The review opens for the people of this room when both are in.',
  nextRound: 'Another round',
  nextRoundText: 'The same people, a new case. The room and its link stay.',
  swapRoles: 'Swap roles and go again',
  sameRoles: 'Same roles again',
  nextRoundByLead: 'An interviewer can start the next round, with the same roles or swapped.',
  closedText: 'This round is closed. Its review stays.',
} as const;
