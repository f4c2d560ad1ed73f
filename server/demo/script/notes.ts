import type { NotesLine } from '../notes-writer.ts';
import type { Timed } from './moment.ts';

/** What the candidate writes down, under the headings of the seven-step template. */
export const NOTES: readonly Timed<NotesLine>[] = [
  {
    at: '3:25',
    section: 'Clarify',
    text: 'Goal: ad revenue per 1000 feed views; no lasting rise in hides or reports, no fewer visits',
    isChecked: true,
  },
  {
    at: '3:35',
    section: 'Clarify',
    text: 'Paid per click, order = bid × p(click), winner pays the least that still wins, so p has to be right as a number',
    isChecked: true,
  },
  {
    at: '4:50',
    section: 'Clarify',
    text: '200 M people × 10 requests = 2 B a day; 500 eligible ads each; 100 ms for the whole decision at p99',
    isChecked: true,
  },
  {
    at: '5:35',
    section: 'Clarify',
    text: 'Activity inside Lumo only, and only with consent',
    isChecked: true,
  },
  {
    at: '6:10',
    section: 'Clarify',
    text: 'Not ours: targeting, bids, pacing, billing',
    isChecked: true,
  },
  {
    at: '7:05',
    section: 'Clarify',
    text: 'Peak: 2 B / 86,400 × 2.5 = 58 k requests/s, × 500 = 29 M scores/s',
    isChecked: true,
  },
  {
    at: '7:30',
    section: 'Clarify',
    text: 'Come back to: what do people without consent see?',
    isChecked: false,
  },

  {
    at: '8:40',
    section: 'Frame',
    text: 'Target: P(click | this ad is shown to this user, in this slot, at this moment)',
  },
  {
    at: '9:10',
    section: 'Frame',
    text: 'In: user, ad, context. Out: one number from 0 to 1, compared with a floor and with view-paid ads',
  },
  {
    at: '11:30',
    section: 'Frame',
    text: 'One tap in nine comes straight back. It is billed, so it stays a click in v1; “click that stays” is a second output later',
  },
  {
    at: '12:00',
    section: 'Frame',
    text: 'To beat: nightly rate table per ad and country. It cannot tell two users apart',
  },

  {
    at: '14:50',
    section: 'Data',
    text: 'Both nightly counters in the row contain the click: log the served values with the score instead',
  },
  {
    at: '15:40',
    section: 'Data',
    text: 'User: clicks by topic over 30 days (batch), taps this session (stream). Ad: age, text and image, advertiser rate. Context: slot, device, hour. Pairs: user topic × ad topic',
  },
  {
    at: '17:05',
    section: 'Data',
    text: 'Row = one view; label = click on the same impression within 1 h. 98.5 % are in by then; a day would cost freshness',
  },
  {
    at: '18:25',
    section: 'Data',
    text: '4 B views a day, 48 M clicks. Keep all clicks and 5 % of the rest = 246 M rows, and the base rate becomes 19.5 %',
  },
  { at: '18:55', section: 'Data', text: 'Way back: `p / (p + (1 - p) / 0.05)`' },
  {
    at: '20:20',
    section: 'Data',
    text: 'Slot 1 gets twice the clicks of slot 2: input in training, the same fixed value for all ads when serving',
  },
  {
    at: '21:10',
    section: 'Data',
    text: 'Ads never shown have no rows: 1 % of views explored, with the probability of each choice recorded',
  },
  {
    at: '21:45',
    section: 'Data',
    text: 'Split by day: 28 days to train, the next day to tune, the day after to test',
  },

  {
    at: '23:45',
    section: 'Model',
    text: 'v0: logistic regression on hashed user, ad and context, log loss. Has to beat the rate table',
  },
  {
    at: '25:20',
    section: 'Model',
    text: 'v1: boosted trees, leaves into the linear layer. Only if log loss on later days falls by 0.5 % or more',
  },
  {
    at: '26:45',
    section: 'Model',
    text: '29 M scores/s: small model on all 500, best 50 by bid × p go to the large one',
  },
  {
    at: '28:00',
    section: 'Model',
    text: 'New ads (60 k a day): no id history, so content and advertiser features, pulled towards the advertiser rate',
  },
  {
    at: '29:45',
    section: 'Model',
    text: 'Retrain daily; a week-old model loses 1.4 %',
  },

  {
    at: '30:55',
    section: 'Evaluate',
    text: 'Later days only: log loss, and AUC for the order',
  },
  {
    at: '33:55',
    section: 'Evaluate',
    text: 'Predicted / observed clicks, total and by age of ad. New ads 1.36 against 1.13 % = 20 % too high, and the total hides it',
  },
  {
    at: '34:20',
    section: 'Evaluate',
    text: 'Correct per age band on unsampled views; ships together with the model',
  },
  {
    at: '34:45',
    section: 'Evaluate',
    text: 'A/B by user: revenue per 1000 feed views; guardrail: hides and reports',
  },

  {
    at: '36:40',
    section: 'Serve',
    text: 'One large model: 29 M / 2,000 = 14,500 cores. Two passes: 29 M / 20,000 + 58 k × 50 / 2,000 = 1,450 + 1,450',
  },
  {
    at: '37:40',
    section: 'Serve',
    text: '100 ms = 15 features + 40 both passes + 15 policy and auction + 30 headroom',
  },
  {
    at: '39:05',
    section: 'Serve',
    text: 'Holiday, 3 × peak: second pass 50 → 30 → 15 ads before anything fails; measure the loss of each step offline, beforehand',
  },
  {
    at: '40:50',
    section: 'Serve',
    text: 'Features late or model down: nightly rate table, half an hour at most',
  },
  {
    at: '41:40',
    section: 'Serve',
    text: 'Model + correction = one version, canary on 5 %, last version kept for the way back',
  },

  {
    at: '42:40',
    section: 'Monitor',
    text: 'Predicted / observed per hour, by slice (ran out of time)',
    isChecked: false,
  },
];

/** The interviewer's own page. */
export const PRIVATE_NOTES: readonly Timed<NotesLine>[] = [
  {
    at: '0:20',
    section: 'Before',
    text: 'Senior, 45 minutes. Three traps: late clicks, slot, counters from the night after. Let them be found.',
  },
  {
    at: '0:40',
    section: 'Before',
    text: 'Calibration is the thread. Wait with the hint until evaluation.',
  },
  {
    at: '10:30',
    section: 'During',
    text: 'Level of the score: there in framing, with the floor as their own example.',
  },
  { at: '22:10', section: 'During', text: 'Data ten minutes. My fault too: could have said so at seven.' },
  {
    at: '31:40',
    section: 'During',
    text: 'AUC as the gate. Framing forgotten? Give room first, then ev.h1.',
  },
  {
    at: '44:50',
    section: 'For the debrief',
    text: 'Strength: numbers that decide something (two passes, holiday dial).',
    isChecked: true,
  },
  {
    at: '45:10',
    section: 'For the debrief',
    text: 'Change: carry the use of the score into the launch rule; keep an eye on the clock.',
    isChecked: true,
  },
];
