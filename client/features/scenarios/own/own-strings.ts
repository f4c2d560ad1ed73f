/** Words of own scenarios. */
export const ownStrings = {
  title: 'Your scenarios',
  text: 'Cases you write yourself. Only you see a draft; what you publish is yours to use, and you can share it with a room.',
  loading: 'Loading your scenarios',
  failed: 'Your scenarios could not be loaded',
  emptyTitle: 'Nothing of your own yet',
  emptyText:
    'Start from a template with comments that explain each part, from a file, or from a case of the bank. It is checked while you write.',
  create: 'New from template',
  upload: 'Upload a file',
  fromBank: 'Copy one from the bank',
  dropHere: 'Drop a YAML file here to make a scenario of it',
  tooLarge: 'That file is too large for a scenario',
  tooLargeText: (max: string) => `A scenario has at most ${max} characters.`,
  notText: 'That file could not be read as text',
  unnamed: 'No title yet',
  list: 'Your scenarios',

  draft: 'Draft',
  faults: (count: number) => (count === 1 ? '1 fault' : `${count} faults`),
  ready: 'Ready to publish',
  unchecked: 'Not checked yet',
  published: (version: string) => `Published ${version}`,
  changed: (version: string) => `Changed since ${version}`,
  retired: 'Retired',
  sharedWith: (names: string) => `Shared with ${names}`,
  saved: 'Saved',

  edit: 'Edit',
  actsFor: (title: string) => `More for ${title}`,
  acts: 'More',
  download: 'Download',
  share: 'Share with a room',
  retire: 'Retire',
  unretire: 'Bring back',
  retiredNow: 'Retired. Nobody can choose it; interviews that used it stay as they are.',
  backAgain: 'It can be chosen again.',
  undo: 'Undo',
  delete: 'Delete',
  deleteTitle: 'Delete this scenario for good?',
  deleteText: 'The draft and every published version go. This cannot be taken back.',
  deleteInUse:
    'An interview was held with it, so it stays for the record. Retire it instead, and nobody can choose it any more.',
  deleteConfirm: 'Delete scenario',
  deleted: 'Deleted.',

  shareTitle: 'Share with a room',
  shareText:
    'Interviewers of the room can read the guide and use what you have published. Candidates and observers cannot.',
  shareNone: 'You are interviewer or host of no room yet. Start one first.',
  shareUnpublished: 'Publish a version first: a draft is never shared.',
  roomsFailed: 'Your rooms could not be loaded',
  shareWith: (room: string) => `Share with ${room}`,

  back: 'Your scenarios',
  editorFailed: 'The editor could not be loaded',
  loadingEditor: 'Loading the editor',
  goneTitle: 'This scenario is not yours or no longer here',
  goneText: 'It may have been deleted in another tab.',
  editorLabel: 'Scenario text, YAML',
  editorKeys: 'Tab indents; press Escape first to leave the editor with Tab. Ctrl or Cmd with F searches.',
  tabs: 'Beside the text',
  faultsTab: 'Faults',
  previewTab: 'Candidate',
  versionsTab: 'Versions',
  noFaults: 'Nothing is wrong with it',
  noFaultsText: 'It can be published and used in an interview.',
  checking: 'Checking',
  moreFaults: (count: number) => `${count} more after these.`,
  line: (line: number) => `Line ${line}`,
  wholeFile: 'Whole file',
  previewWaits: 'The preview comes back when the faults are mended',
  previewWaitsText: 'It shows what a candidate would read, and nothing of the guide.',
  noVersions: 'No version is published yet',
  noVersionsText:
    'Interviews pin a version: later changes never touch what an earlier one was scored against.',
  versionTitle: (version: string) => `Version ${version}`,
  getVersion: 'Download',
  restoreVersion: 'Put into the editor',

  saveStates: {
    saved: 'Saved',
    unsaved: 'Saving',
    saving: 'Saving',
    waiting: 'Not saved yet, kept on this device',
    failed: 'Could not be saved',
  },
  tryAgain: 'Try again',
  restored: 'What you typed here last time has been put back.',
  conflictTitle: 'This draft was changed in another tab or on another device',
  conflictText:
    'Nothing is saved until you choose. The other text is shown by choosing it; yours can be downloaded first.',
  keepMine: 'Keep mine',
  takeTheirs: 'Take the other',
  downloadMine: 'Download mine',

  publish: 'Publish',
  publishTitle: (version: string) => `Publish version ${version}?`,
  publishText:
    'The version is frozen: interviews are scored against it. Change the draft as you like afterwards.',
  publishConfirm: 'Publish',
  publishedNow: (version: string) => `Version ${version} is published.`,
  upToDate: (version: string) => `Version ${version} is published and the draft is the same.`,
  mendFirst: 'Mend the faults first.',
  versionLow: (version: string, latest: string) =>
    `The text says version ${version}, and ${latest} is published already.`,
  raise: 'Raise the version',
  raiseTitle: 'The version has to be higher',
  raiseText: 'The number is raised in the text, then you can publish.',
  useIt: 'Use in a room',
  readGuide: 'Read the guide',
  restoredVersion: 'The version stands in the editor.',
  replaceUpload: 'Replace the text by a file',
  replaced: 'The text was replaced by the file.',
  fileName: (title: string | null) =>
    `${
      (title ?? 'scenario')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '')
        .slice(0, 60) || 'scenario'
    }.yaml`,
} as const;
