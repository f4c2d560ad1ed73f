import { nanoid } from 'nanoid';
import * as interviews from '#shared/contracts/interviews.contract.ts';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import { FEEDBACK_FORM, RUBRIC_FORM, SELF_FORM, putEvidence } from '#shared/contracts/rubric.contract.ts';
import type { InterviewSetup, PhaseId } from '#shared/domain/interview-state.ts';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';
import { invariant } from '#shared/errors.ts';
import { createBoardPainter } from './board-painter.ts';
import type { DemoClock } from './demo-clock.ts';
import { DemoPerson } from './demo-person.ts';
import { DocumentWriter, type WrittenUpdate } from './document-writer.ts';
import { createLeadPlayer } from './lead-player.ts';
import { addNotesLine } from './notes-writer.ts';
import { ProgressCount, type Progress } from './progress.ts';
import { BOARD } from './script/board.ts';
import { EVIDENCE } from './script/evidence.ts';
import { FEEDBACK_FORM_CONTENT, RUBRIC_FORM_CONTENT, SELF_FORM_CONTENT } from './script/forms.ts';
import { END, GUIDE } from './script/guide.ts';
import { toOffsetMs, type Moment } from './script/moment.ts';
import { NOTES, PRIVATE_NOTES } from './script/notes.ts';

const SETUP: InterviewSetup = {
  scenarioId: 'ad-click-prediction',
  level: 'senior',
  format: 'm45',
  framework: 'seven-step',
  useStarterBoard: false,
};

const MINUTE_MS = 60_000;

/** The room, the lobby and the three forms: steps beside the acts of the script. */
const STEPS_AROUND = 5;
const ACT_COUNT = GUIDE.length + EVIDENCE.length + BOARD.length + NOTES.length + PRIVATE_NOTES.length;

export interface PlayedInterview {
  readonly interviewId: string;
  readonly lead: DemoPerson;
  readonly candidate: DemoPerson;
  readonly startedAt: number;
  /** By document id: what was written, and when by the script's clock. */
  readonly written: ReadonlyMap<string, readonly WrittenUpdate[]>;
}

interface Stage {
  readonly url: string;
  readonly clock: DemoClock;
  readonly interviewId: string;
  readonly lead: DemoPerson;
  readonly candidate: DemoPerson;
}

/** One act of the script, whoever does it. */
interface Beat {
  readonly at: Moment;
  readonly begins?: PhaseId;
  play(): void | Promise<unknown>;
}

/**
 * Plays one whole interview, from opening the room to the revealed forms, as two people would: over the public API. The
 * server must run on `clock`, which is moved from act to act. @throws DemoRefusal
 */
export async function playInterview(input: {
  url: string;
  clock: DemoClock;
  onProgress: (progress: Progress) => void;
}): Promise<PlayedInterview> {
  const progress = new ProgressCount({ total: ACT_COUNT + STEPS_AROUND, onProgress: input.onProgress });

  progress.begin('Two people meet');
  const stage = { url: input.url, clock: input.clock, ...(await openRoom(input)) };
  progress.step();
  progress.begin('Lobby');
  const phaseIds = await start(stage);
  progress.step();

  const startedAt = input.clock.now();
  const written = await converse(stage, phaseIds, progress);
  await stage.lead.call(interviews.endInterview, { interviewId: stage.interviewId });

  progress.begin('Forms and review');
  await handInForms(stage, () => progress.step());
  const { interviewId, lead, candidate } = stage;
  return { interviewId, lead, candidate, startedAt, written };
}

async function openRoom({ url, clock }: Pick<Stage, 'url' | 'clock'>) {
  const lead = await DemoPerson.signUp(url, 'Demo interviewer');
  const candidate = await DemoPerson.signUp(url, 'Demo candidate');
  const { room, interviewId } = await lead.call(rooms.createRoom, {
    name: 'Demo interview',
    displayName: lead.displayName,
    role: 'interviewer',
  });
  const { token } = await lead.call(rooms.createInvite, { roomId: room.id, role: 'candidate' });
  clock.advance(4 * MINUTE_MS);
  await candidate.call(rooms.acceptInvite, { token, displayName: candidate.displayName });
  return { lead, candidate, interviewId };
}

/** Chooses, reads the guide, gets ready, starts. Returns the plan. */
async function start({ lead, candidate, interviewId, clock }: Stage): Promise<readonly PhaseId[]> {
  await lead.call(interviews.configureInterview, { interviewId, setup: SETUP });
  await lead.call(interviews.getGuide, { interviewId });
  clock.advance(3 * MINUTE_MS);
  await lead.call(interviews.openLobby, { interviewId });
  clock.advance(MINUTE_MS);
  await candidate.call(interviews.setReady, { interviewId, isReady: true });
  await lead.call(interviews.setReady, { interviewId, isReady: true });
  const { state } = await lead.call(interviews.startInterview, { interviewId });
  invariant(state.status === 'running', 'a started interview runs');
  // The candidate reads the prompt, and has seen the scenario from then on.
  await candidate.call(interviews.getInterview, { interviewId });
  return state.phases.map(({ id }) => id);
}

/** The interview itself, up to the moment before the lead ends it. Returns what was written in the documents. */
async function converse(
  { url, clock, lead, candidate, interviewId }: Stage,
  phaseIds: readonly PhaseId[],
  progress: ProgressCount,
): Promise<PlayedInterview['written']> {
  const open = (kind: DocumentKind, { cookie }: DemoPerson) =>
    DocumentWriter.open({ url, documentId: `${interviewId}.${kind}`, cookie, clock });
  const canvas = await open('canvas', candidate);
  const notes = await open('notes', candidate);
  const privatePage = await open('private', lead);

  let elapsedMs = 0;
  const moveTo = (moment: Moment) => {
    clock.advance(toOffsetMs(moment) - elapsedMs);
    elapsedMs = toOffsetMs(moment);
  };
  const paint = createBoardPainter(canvas.doc);
  const conduct = createLeadPlayer({
    lead,
    interviewId,
    phaseIds,
    waitPaused: (ms) => clock.advance(ms),
  });
  const beats: Beat[] = [
    ...GUIDE.map((act) => ({
      at: act.at,
      ...(act.type === 'phase' && { begins: act.phaseId }),
      play: () => conduct(act),
    })),
    ...EVIDENCE.map(({ at, ...note }) => ({
      at,
      play: () =>
        lead.call(putEvidence, { interviewId, noteId: nanoid(), offsetMs: toOffsetMs(at), ...note }),
    })),
    ...BOARD.map((act) => ({ at: act.at, play: () => paint(act) })),
    ...NOTES.map((line) => ({ at: line.at, play: () => addNotesLine(notes.doc, line) })),
    ...PRIVATE_NOTES.map((line) => ({ at: line.at, play: () => addNotesLine(privatePage.doc, line) })),
  ];

  progress.begin(PHASE_TEXT.intro.title);
  for (const beat of beats.sort((a, b) => toOffsetMs(a.at) - toOffsetMs(b.at))) {
    moveTo(beat.at);
    if (beat.begins !== undefined) progress.begin(PHASE_TEXT[beat.begins].title);
    await beat.play();
    progress.step();
  }

  const written = new Map<string, readonly WrittenUpdate[]>();
  for (const writer of [canvas, notes, privatePage]) {
    await writer.close();
    written.set(writer.documentId, writer.written);
  }
  moveTo(END);
  return written;
}

/** Each side fills in its forms without seeing the other's; the last one opens them all. */
async function handInForms({ lead, candidate, interviewId, clock }: Stage, onFormIn: () => void) {
  clock.advance(5 * MINUTE_MS);
  const self = await candidate.call(SELF_FORM.save, {
    interviewId,
    baseRevision: 0,
    content: SELF_FORM_CONTENT,
  });
  await candidate.call(SELF_FORM.submit, { interviewId, baseRevision: self.revision });
  onFormIn();

  clock.advance(2 * MINUTE_MS);
  const feedback = await candidate.call(FEEDBACK_FORM.save, {
    interviewId,
    baseRevision: 0,
    content: FEEDBACK_FORM_CONTENT,
  });
  await candidate.call(FEEDBACK_FORM.submit, { interviewId, baseRevision: feedback.revision });
  onFormIn();

  clock.advance(9 * MINUTE_MS);
  const rubric = await lead.call(RUBRIC_FORM.save, {
    interviewId,
    baseRevision: 0,
    content: RUBRIC_FORM_CONTENT,
  });
  await lead.call(RUBRIC_FORM.submit, { interviewId, baseRevision: rubric.revision });
  onFormIn();
}
