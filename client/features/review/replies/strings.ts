import type { OwnErrorWords } from '#client/platform/error-words.ts';

/** Words of replies and flags. */

export const replyStrings = {
  title: 'Reply to the review',
  titleOther: 'Replies of the candidate',
  lead: 'Add what is missing, or how you saw it. Those who rated you read it, with your name and the time. If a fact is wrong, flag it under “What was seen”, beside the rating it belongs to.',
  noneOther: 'The candidate has not replied to the review as a whole.',
  elsewhere: 'Beside ratings',
  elsewhereOf: { reply: 'Reply', flag: 'Flag' },
  waiting: 'not answered yet',
  open: 'Not answered yet',
  withdrawn: 'withdrawn',
  answered: { corrected: 'corrected', stands: 'stands' },
  openFlags: (count: number) =>
    count === 1
      ? 'The candidate flagged something as wrong'
      : `The candidate flagged ${count} things as wrong`,
  openFlagsText: 'Say whether it is corrected or stands. The answer goes to the candidate.',
  toFlag: 'Go to the flag',

  reply: 'Reply',
  flag: 'Flag an error',
  onRating: (dimension: string) => ` on ${dimension}`,
  replyLabel: 'Your reply',
  flagLabel: 'What is wrong, and what is right',
  flagHint: 'For facts: a hint that was not given, a quote you did not say, a rating for another dimension.',
  about: 'About',
  kept: 'The text is kept in this browser until you send it.',
  left: (count: number) => `${count} characters left`,
  send: 'Send',
  sendFlag: 'Send flag',
  cancel: 'Cancel',
  sendFailed: 'It was not sent. Your text is still here.',
  sent: 'Sent.',

  flagged: 'Flagged as wrong',
  replied: 'Reply',
  withdraw: 'Withdraw',
  withdrawWhat: (about: string) => `: ${about}`,
  withdrawTitle: 'Withdraw it?',
  withdrawText: 'Its words are deleted for everybody. That there was something from you, and when, stays.',
  withdrawFailed: 'That did not work. Nothing has changed.',

  answer: 'Answer',
  answerTitle: 'Your answer to the flag',
  verdict: 'What comes of it',
  verdicts: { corrected: 'Corrected', stands: 'It stands' },
  correctedTo: 'Corrected by',
  correctedToHint: 'What was handed in stays as it was; the correction is kept beside it.',
  onRecord: 'On record',
  newCorrection: 'New correction of your rating',
  agreedRecord: (dimension: string, rating: number) => `Agreed ${rating}, ${dimension}`,
  ownRecord: (dimension: string, rating: number) => `Your correction to ${rating}, ${dimension}`,
  correctTo: (rating: number) => `Correct it to ${rating}`,
  chooseRecord: 'Choose a correction',
  correctedLabel: 'What is right',
  standsLabel: 'It stands, because',
  answerHint: 'The candidate reads this with your name.',
  answerHintSecond: 'The candidate reads this as from a second rater, without your name.',
  sendAnswer: 'Send answer',
  isCorrected: 'Corrected',
  isCorrectedTo: (dimension: string, rating: number) => `Corrected: ${dimension} ${rating}`,
  isStands: 'It stands',
} as const;

export const REPLY_ERRORS: OwnErrorWords = {
  REPLY_TARGET_NOT_FOUND: {
    title: 'What this is about is no longer shown to you',
    advice: 'Reload the page and choose again.',
  },
  REPLY_NOT_FOUND: { title: 'That is not here', advice: 'Reload the page to see what is.' },
  REPLY_WITHDRAWN: {
    title: 'The flag was withdrawn',
    advice: 'There is nothing to answer any more.',
  },
  REPLY_CONFLICT: {
    title: 'Your first wording has arrived already',
    advice: 'Reload to see it. Send once more to add this text as well.',
  },
  TOO_MANY_REPLIES: {
    title: 'You have written as much as one review holds',
    advice: 'Talk to each other directly about the rest.',
  },
};
