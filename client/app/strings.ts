export const appStrings = {
  product: 'Dryrun',
  home: 'Home',
  pages: 'Pages',
  settings: 'Settings',
  progress: 'Progress',
  leadTitle: 'Rating in your rooms',
  skip: 'Skip to the content',
  pageFailed: 'This page stopped working',
  pageKept: 'What was saved is safe.',
  pageAdvice: 'Try again; if it happens twice, reload the page.',
  loading: 'Loading',
  tryAgain: 'Try again',
  backHome: 'Go to the start page',

  shortcutsTitle: 'Keyboard shortcuts',
  shortcutsText: 'Single keys work while you are not typing. They can be switched off in the settings.',
  shortcutsOff: 'Single keys are switched off in the settings.',
  paletteHint: 'Search for an action',
  general: 'General',
  showShortcuts: 'Keyboard shortcuts',
  openPalette: 'Command palette',
  goHome: 'Go to the start page',
  goSettings: 'Settings',

  notFoundTitle: 'There is no page here',
  notFoundText: 'The address may be incomplete. Invitation links end with a long row of letters and digits.',

  heroTitle: 'Practise ML system design with somebody across the table',
  heroText:
    'One room with a shared board, notes, a clock and a guide that tells the interviewer what to ask. Afterwards, ratings that point at what was said and drawn.',
  getTitle: 'What you get',
  get: [
    {
      title: 'A guide that carries the interview',
      text: 'Prompt, facts to hand over, hints in three steps and what to listen for. Nobody in the room needs to be an expert.',
    },
    {
      title: 'A board that knows ML components',
      text: 'Feature stores, rankers, indexes and monitors with their lanes. Draw together; nothing you draw is lost.',
    },
    {
      title: 'A review worth reading',
      text: 'Eight dimensions with described behaviours, each rating tied to a moment, next to how you rated yourself.',
    },
  ],
  howTitle: 'How it goes',
  how: [
    'Start a room and send the link: one role a link, no account.',
    'The interviewer chooses a case. You both say ready and the clock starts.',
    '45 or 60 minutes on the board, then a form each. The review opens when both are in.',
  ],
  startAnother: 'Start another room',
  guestNote: 'You are a guest here: these rooms belong to this browser.',
  keepThem: 'Keep them with an account',
  picture:
    'A room during an interview: phases and clock on top, the case on the left, the board in the middle, notes on the right.',

  joinAs: (role: string) => `Join as ${role.toLowerCase()}`,
  joinInvites: (host: string) => `${host} invites you to`,
  joinWrongRole: 'Not the role you expected?',
  joinWrongRoleText: (host: string) =>
    `The link decides the role. Ask ${host} for another link, or for a change of role once you are in.`,
  joinDevices: 'Check microphone and camera first',
  joinAlready: (role: string) =>
    `You are in this room already, as ${role.toLowerCase()}. The link is not needed.`,
  joinOpenRoom: 'Open the room',
  joinDead: {
    expired: { title: 'This link has expired', text: 'Links work for a limited time. Ask for a new one.' },
    used: {
      title: 'This link has been used',
      text: 'It let in one person. If that was you, open it in the browser you used then, or ask for a new one.',
    },
    revoked: { title: 'This link was withdrawn', text: 'Somebody in the room closed it. Ask for a new one.' },
  },
  joinAsk: (host: string, room: string) => `${host} can make one in the room "${room}".`,

  reviewTitle: 'Review',
  talkFailed: 'Things to talk about could not be loaded',

  settingsTitle: 'Settings',
  profile: 'Profile',
  appearance: 'Appearance',
  theme: 'Theme',
  keyboard: 'Keyboard',
  singleKeys: 'Single-key shortcuts',
  singleKeysText: 'Such as n for a note and . for the next phase. Ctrl and Cmd shortcuts always work.',
  account: 'Account',
  loginFailed: 'Your account could not be loaded',
} as const;
