/**
 * The only ways a scenario leaves the server. Each view names the fields it takes and passes them through a strict schema:
 * a field that is added to the format stays private until somebody names it here as well.
 */
import {
  CandidateScenarioSchema,
  DebriefSchema,
  InterviewerScenarioSchema,
  RevealFaceSchema,
  ScenarioSummarySchema,
  type CandidateScenario,
  type Debrief,
  type InterviewerScenario,
  type ReferenceBoard,
  type RevealFace,
  type Scenario,
  type ScenarioBoard,
  type ScenarioSummary,
  type WorksheetLine,
} from '#shared/contracts/scenario-format.contract.ts';
import { AppError } from '#shared/errors.ts';

export function toScenarioSummary({ meta }: Scenario): ScenarioSummary {
  return ScenarioSummarySchema.parse({
    id: meta.id,
    version: meta.version,
    status: meta.status,
    title: meta.title,
    domain: meta.domain,
    difficulty: meta.difficulty,
    levels: meta.levels,
    formats: meta.formats,
    tags: meta.tags,
    updated: meta.updated,
  });
}

export function toCandidateScenario({ meta, candidate }: Scenario): CandidateScenario {
  return CandidateScenarioSchema.parse({
    id: meta.id,
    version: meta.version,
    title: meta.title,
    domain: meta.domain,
    difficulty: meta.difficulty,
    prompt: candidate.prompt,
    context: candidate.context,
    deliverables: candidate.deliverables,
    ...(candidate.starter_board && { starter_board: toBoard(candidate.starter_board) }),
  });
}

/** What the candidate gets when a reveal is handed over. Throws GUIDE_ITEM_NOT_FOUND. */
export function toRevealFace({ reveals }: Scenario, revealId: string): RevealFace {
  const reveal = reveals.find(({ id }) => id === revealId);
  if (!reveal) throw new AppError('GUIDE_ITEM_NOT_FOUND', { details: { revealId } });
  const { face } = reveal;
  return RevealFaceSchema.parse({
    id: reveal.id,
    face: face.type === 'graph' ? { type: face.type, board: toBoard(face.board) } : face,
  });
}

/** For guide roles and reviewers only; the caller has checked the role. */
export function toInterviewerScenario(scenario: Scenario): InterviewerScenario {
  return InterviewerScenarioSchema.parse({
    meta: scenario.meta,
    candidate: scenario.candidate,
    reveals: scenario.reveals,
    debrief: scenario.debrief,
    interviewer: scenario.interviewer,
  });
}

/** For everybody in the room once the interview is revealed; the caller has checked the phase. */
export function toDebrief({ meta, debrief, interviewer }: Scenario): Debrief {
  return DebriefSchema.parse({
    id: meta.id,
    version: meta.version,
    summary: debrief.summary,
    takeaways: debrief.takeaways,
    reading: debrief.reading,
    ...(debrief.share_architecture && { architecture: toReference(interviewer.architecture) }),
    ...(debrief.share_worksheet && { worksheet: interviewer.worksheet.map(toDebriefLine) }),
  });
}

/** Without `from`: from which level on a part is expected is the guide's business. */
function toBoard({ nodes, edges }: ScenarioBoard): ScenarioBoard {
  return {
    nodes: nodes.map(({ id, type, lane, label }) => ({ id, type, lane, label })),
    edges: edges.map(({ from, to, kind, mode, label }) => ({
      from,
      to,
      kind,
      mode,
      ...(label && { label }),
    })),
  };
}

/** With `alternatives`, so that a comparison after the interview counts them as the guide's does. */
function toReference(board: ReferenceBoard): ReferenceBoard {
  const alternatives = new Map(board.nodes.map((node) => [node.id, node.alternatives]));
  const { nodes, edges } = toBoard(board);
  return {
    nodes: nodes.map((node) => {
      const accepted = alternatives.get(node.id);
      return accepted ? { ...node, alternatives: accepted } : node;
    }),
    edges,
  };
}

function toDebriefLine({ id, label, unit, given, formula, expect, low, high, why }: WorksheetLine) {
  return {
    id,
    label,
    unit,
    ...(given !== undefined && { given }),
    ...(formula !== undefined && { formula }),
    expect,
    low,
    high,
    why,
  };
}
