import { createPreference } from '#client/platform/preferences.ts';

/** What an interviewer did with a prompt. */
export type TalkMark = 'used' | 'dismissed';

/** By the code of the finding. */
export type TalkMarks = Readonly<Record<string, TalkMark>>;

interface InterviewMarks {
  readonly interviewId: string;
  readonly marks: TalkMarks;
}

/** Marks matter while an interview is run and rated; those of older ones go. */
const KEPT_INTERVIEWS = 8;

/** Marks are this person's own reminder: kept on this device, sent to nobody, and no part of any form. */
const keptMarks = createPreference<readonly InterviewMarks[]>('board-talk', isKept, []);

export const subscribeToMarks = keptMarks.subscribe;

const NO_MARKS: TalkMarks = {};

export function marksOf(interviewId: string): TalkMarks {
  return keptMarks.getSnapshot().find((each) => each.interviewId === interviewId)?.marks ?? NO_MARKS;
}

/** Null takes a mark back. */
export function setMark(interviewId: string, { code, mark }: { code: string; mark: TalkMark | null }): void {
  const { [code]: _former, ...rest } = marksOf(interviewId);
  const marks: TalkMarks = mark === null ? rest : { ...rest, [code]: mark };
  const others = keptMarks.getSnapshot().filter((each) => each.interviewId !== interviewId);
  keptMarks.set([{ interviewId, marks }, ...others].slice(0, KEPT_INTERVIEWS));
}

function isKept(value: unknown): value is readonly InterviewMarks[] {
  return Array.isArray(value) && value.every(isInterviewMarks);
}

function isInterviewMarks(value: unknown): value is InterviewMarks {
  if (typeof value !== 'object' || value === null) return false;
  if (!('interviewId' in value && 'marks' in value) || typeof value.interviewId !== 'string') return false;
  const { marks } = value;
  if (typeof marks !== 'object' || marks === null) return false;
  return Object.values(marks).every((mark) => mark === 'used' || mark === 'dismissed');
}
