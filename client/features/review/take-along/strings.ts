import type { OwnErrorWords } from '#client/platform/error-words.ts';
import type { ReportFormat } from '#shared/contracts/report.contract.ts';
import type { Share, SharePart } from '#shared/contracts/sharing.contract.ts';

/** Words of taking a result along. */

/** What only these screens can meet. */
export const SHARE_ERRORS: OwnErrorWords = {
  SHARE_NOT_FOUND: {
    title: 'This link is not known here',
    advice: 'Copy the whole link and open it again.',
  },
  TOO_MANY_SHARES: {
    title: 'There are many open links already',
    advice: 'End one that nobody needs, then try again.',
  },
};

export const FORMAT_LABELS: Readonly<Record<ReportFormat, string>> = {
  pdf: 'PDF report',
  markdown: 'Markdown',
  csv: 'Table (CSV)',
  json: 'Data (JSON)',
};
export const PART_NAMES: Readonly<Record<SharePart, string>> = { board: 'Board', report: 'Report' };
export const PART_TEXTS: Readonly<Record<SharePart, string>> = {
  board: 'The board at the end, with the title of the case. No ratings, no notes.',
  report:
    'Your ratings, the moments noted for you, your own view, times and the board. Texts are shown as they were written.',
};
export const SHARE_STATES: Readonly<Record<Share['state'], string>> = {
  open: 'Open',
  expired: 'Expired',
  revoked: 'Ended',
};

export const takeAlongStrings = {
  takeAlong: 'Take it along',
  files: 'Download',
  share: 'Share a link\u2026',
  making: 'Making the file',
  saved: (name: string) => `Saved ${name}`,

  shareTitle: 'Share a link',
  shareText: 'Whoever has the link can read the part you choose, without signing in, until it ends.',
  part: 'What to show',
  expiry: 'Ends after',
  expiries: [
    { days: 1, label: '1 day' },
    { days: 7, label: '7 days' },
    { days: 14, label: '14 days' },
    { days: 30, label: '30 days' },
    { days: 90, label: '90 days' },
    { days: 180, label: '180 days' },
  ],
  showsName: 'Show my name',
  showsNameText: 'Everybody else is only called candidate or interviewer.',
  makeLink: 'Make link',
  newLink: (part: SharePart) => (part === 'board' ? 'Link to the board' : 'Link to the report'),
  linkOnce: 'Copy it now: it is not shown again.',
  another: 'Make another',
  links: 'Links to this interview',
  linksFailed: 'The links could not be loaded',
  noLinks: 'No links yet.',
  notOwn: 'made by your interviewer',
  named: 'with your name',
  ends: 'ends',
  end: 'End link',
} as const;

export const sharedStrings = {
  expiredTitle: 'This link has expired',
  expiredText: 'It was open for a limited time. Ask the person who sent it for a new one.',
  revokedTitle: 'This link is no longer shared',
  revokedText: 'The person who shared it ended it, or left the room it came from.',
  by: (role: 'candidate' | 'interviewer', name: string | null) =>
    name === null ? `Shared by the ${role}` : `Shared by ${name}, ${role}`,
  until: (date: string) => `until ${date}`,
  kind: { board: 'Board of a mock interview', report: 'Result of a mock interview' },
  noResult: 'No rubric was handed in, so there are no ratings.',
  evidence: 'What was noted',
  about: 'Dryrun is a place for mock interviews in machine-learning system design.',
} as const;
