import { describe, expect, it } from 'vitest';
import {
  CandidateScenarioSchema,
  DebriefSchema,
  RevealFaceSchema,
  ScenarioSummarySchema,
  type Scenario,
} from '#shared/contracts/scenario-format.contract.ts';
import { alternativesOf } from '#shared/domain/board-diff.ts';
import { MIN_SECRET_CHARS, listSecretTexts, listTexts } from '#server/features/scenarios/scenario-text.ts';
import {
  toCandidateScenario,
  toDebrief,
  toInterviewerScenario,
  toRevealFace,
  toScenarioSummary,
} from '#server/features/scenarios/scenarios.view.ts';
import { GOOD_SCENARIO } from './scenario-fixture.ts';

const scenario = GOOD_SCENARIO;
const { canary } = scenario.interviewer;

/** Secret strings that stand in a payload, compared the way they would look in a response body. */
function findSecrets(source: Scenario, payload: unknown): string[] {
  const body = JSON.stringify(payload).toLowerCase();
  return listSecretTexts(source)
    .map(({ text }) => text)
    .filter((text) => body.includes(JSON.stringify(text).slice(1, -1).toLowerCase()));
}

describe('what a candidate receives', () => {
  it('looks for the canary and several hundred guide strings', () => {
    const secrets = listSecretTexts(scenario).map(({ text }) => text);
    expect(secrets).toContain(canary);
    expect(secrets.length).toBeGreaterThan(400);
    expect(secrets.every((text) => text === canary || text.length >= MIN_SECRET_CHARS)).toBe(true);
    expect(findSecrets(scenario, scenario)).toHaveLength(secrets.length);
  });

  it('is the named fields and nothing else', () => {
    expect(Object.keys(toCandidateScenario(scenario))).toEqual([
      'id',
      'version',
      'title',
      'domain',
      'difficulty',
      'prompt',
      'context',
      'deliverables',
      'starter_board',
    ]);
  });

  it('contains no interviewer text at the start', () => {
    expect(findSecrets(scenario, toCandidateScenario(scenario))).toEqual([]);
    expect(findSecrets(scenario, toScenarioSummary(scenario))).toEqual([]);
  });

  it('contains no interviewer text in any reveal, only id and face', () => {
    for (const { id } of scenario.reveals) {
      const reveal = toRevealFace(scenario, id);
      expect(Object.keys(reveal)).toEqual(['id', 'face']);
      expect(findSecrets(scenario, reveal)).toEqual([]);
    }
  });

  it('contains no starter board where the file has none', () => {
    const { starter_board: _starter, ...candidate } = scenario.candidate;
    expect(toCandidateScenario({ ...scenario, candidate })).not.toHaveProperty('starter_board');
  });

  it('does not learn from which level on a part of a board is expected', () => {
    const board = {
      nodes: [
        { id: 'one', type: 'cache' as const, lane: 'online' as const, label: 'One', from: 'staff' as const },
      ],
      edges: [],
    };
    const changed: Scenario = {
      ...scenario,
      candidate: { ...scenario.candidate, starter_board: board },
      reveals: scenario.reveals.map((reveal) => ({ ...reveal, face: { type: 'graph' as const, board } })),
    };
    expect(JSON.stringify(toCandidateScenario(changed))).not.toContain('staff');
    expect(JSON.stringify(toRevealFace(changed, 'r.scale'))).not.toContain('staff');
    expect(JSON.stringify(toDebrief(scenario))).not.toContain('"from":"senior"');
  });

  it('refuses a reveal that does not exist', () => {
    expect(() => toRevealFace(scenario, 'r.gone')).toThrow(
      expect.objectContaining({ code: 'GUIDE_ITEM_NOT_FOUND' }),
    );
  });

  it('does not pass a field that nobody named', () => {
    const leaky = {
      ...scenario,
      meta: { ...scenario.meta, answer: canary },
      candidate: { ...scenario.candidate, answer: canary },
      reveals: scenario.reveals.map((reveal) => ({ ...reveal, answer: canary })),
      debrief: { ...scenario.debrief, answer: canary },
    };
    const views = [
      toCandidateScenario(leaky),
      toScenarioSummary(leaky),
      toRevealFace(leaky, 'r.scale'),
      toDebrief(leaky),
    ];
    expect(JSON.stringify(views)).not.toContain(canary);
  });

  it('has views that refuse extra fields', () => {
    const extra = { answer: canary };
    expect(CandidateScenarioSchema.safeParse({ ...toCandidateScenario(scenario), ...extra }).success).toBe(
      false,
    );
    expect(ScenarioSummarySchema.safeParse({ ...toScenarioSummary(scenario), ...extra }).success).toBe(false);
    expect(RevealFaceSchema.safeParse({ ...toRevealFace(scenario, 'r.scale'), ...extra }).success).toBe(
      false,
    );
    const debrief = toDebrief(scenario);
    expect(DebriefSchema.safeParse({ ...debrief, ...extra }).success).toBe(false);
    const worksheet = debrief.worksheet?.map((line) => ({ ...line, reveal: 'r.scale' }));
    expect(DebriefSchema.safeParse({ ...debrief, worksheet }).success).toBe(false);
    const face = { ...toRevealFace(scenario, 'r.charge').face, ...extra };
    expect(RevealFaceSchema.safeParse({ id: 'r.charge', face }).success).toBe(false);
  });
});

describe('the debrief', () => {
  it('opens architecture and worksheet only where the file shares them', () => {
    const open = toDebrief(scenario);
    expect(open.architecture?.nodes).toHaveLength(scenario.interviewer.architecture.nodes.length);
    expect(open.worksheet).toHaveLength(scenario.interviewer.worksheet.length);

    const debrief = { ...scenario.debrief, share_architecture: false, share_worksheet: false };
    const closed = toDebrief({ ...scenario, debrief });
    expect(Object.keys(closed)).toEqual(['id', 'version', 'summary', 'takeaways', 'reading']);
  });

  it('says what counts as an alternative, so that both sides see one comparison', () => {
    expect(alternativesOf(toDebrief(scenario).architecture ?? { nodes: [] })).toEqual(
      alternativesOf(scenario.interviewer.architecture),
    );
    expect(alternativesOf(scenario.interviewer.architecture).size).toBeGreaterThan(3);
  });

  it('opens nothing of the guide beyond architecture, worksheet and what the reading names as well', () => {
    const { architecture, worksheet, sources } = scenario.interviewer;
    const allowed = new Set(
      [...listTexts(architecture), ...listTexts(worksheet), ...listTexts(sources)].map(({ text }) => text),
    );
    expect(findSecrets(scenario, toDebrief(scenario)).filter((text) => !allowed.has(text))).toEqual([]);
    expect(JSON.stringify(toDebrief(scenario))).not.toContain(canary);
  });
});

describe('what the interviewer receives', () => {
  it('is the whole guide with its canary, so that a leak of it can be seen', () => {
    const { schema: _schema, ...whole } = scenario;
    expect(toInterviewerScenario(scenario)).toEqual(whole);
    expect(toInterviewerScenario(scenario).interviewer.canary).toBe(canary);
  });
});
