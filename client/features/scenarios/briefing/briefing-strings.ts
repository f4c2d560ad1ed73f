import type { Curveball } from '#shared/contracts/scenario-format.contract.ts';
import { STEP_NAMES } from '../cockpit-strings.ts';

/** Words of the briefing; only those load them who have opened the guide. */
export const briefingStrings = {
  title: 'Briefing for the interviewer',
  subtitle: 'Two pages, ten minutes. You do not have to be an expert: ask, listen, hand over cards.',
  facts: (level: string, minutes: number) => `${level}, ${minutes} minutes`,
  theCase: 'The case, to read out',
  primer: 'What you need to know',
  opening: 'Opening words',
  closing: 'Closing words',
  cards: 'Cards to have ready',
  cardsHint: 'In quotes what counts as asking. Hand over no more than was asked for.',
  otherCards: (count: number) => (count === 1 ? '1 more in the guide.' : `${count} more in the guide.`),
  key: 'Key',
  exhibit: 'Exhibit',
  offerBy: (minute: number) => `Offer by ${minute}:00`,
  volunteer: 'Offer it',
  numbers: 'Numbers worth knowing',
  range: (range: string) => `good: ${range}`,
  steps: 'Step by step',
  stepsHint: (intro: number, wrap: number) =>
    `${intro} min to open, ${wrap} min to close. Move on when the goal is reached, or the time is.`,
  from: (minute: number) => `from ${minute}:00`,
  minutes: (minutes: number) => `${minutes} min`,
  hear: 'Should be heard',
  askFirst: 'Ask',
  tradeOffs: 'Trade-offs: no side is right',
  or: 'or',
  mentions: 'a reason names',
  curveballs: 'Curveballs',
  when: (trigger: Curveball['trigger']) =>
    'after_step' in trigger
      ? `After ${STEP_NAMES[trigger.after_step].toLowerCase()}`
      : `At ${trigger.at_minute}:00`,
  redFlags: 'Serious red flags',
  traps: 'Common traps in measuring',
} as const;
