import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import {
  MIN_SECRET_CHARS,
  listOpenTexts,
  listSecretTexts,
  listTexts,
} from '#server/features/scenarios/scenario-text.ts';
import {
  toCandidateScenario,
  toDebrief,
  toInterviewerScenario,
  toRevealFace,
  toScenarioSummary,
} from '#server/features/scenarios/scenarios.view.ts';
import { loadShippedBank } from '#test/support/bank.ts';

let scenarios: readonly Scenario[];
beforeAll(async () => {
  scenarios = (await loadShippedBank()).list();
}, 60_000);

/** The way a body on the wire would hold it; letter case is no disguise. */
function toBody(payload: unknown): string {
  return JSON.stringify(payload).toLowerCase();
}

function findIn(body: string, texts: readonly string[]): string[] {
  return texts.filter((text) => body.includes(toBody(text).slice(1, -1)));
}

function secretsOf(scenario: Scenario): string[] {
  return listSecretTexts(scenario).map(({ text }) => text);
}

/** One run over all of them: a list of every fault says more than the first. */
function findFaults(find: (scenario: Scenario) => readonly string[]): string[] {
  return scenarios.flatMap((scenario) => find(scenario).map((text) => `${scenario.meta.id}: ${text}`));
}

describe('every scenario of the bank', () => {
  it('has a guide this scan would find', () => {
    for (const scenario of scenarios) {
      const secrets = secretsOf(scenario);
      expect(secrets).toContain(scenario.interviewer.canary);
      expect(secrets.length).toBeGreaterThan(300);
      expect(findIn(toBody(toInterviewerScenario(scenario)), secrets)).toHaveLength(secrets.length);
    }
  });

  it('shows the candidate no text of the guide and no card before it is handed over', () => {
    const found = findFaults((scenario) => {
      const body = toBody([toCandidateScenario(scenario), toScenarioSummary(scenario)]);
      const given = toBody([scenario.meta, scenario.candidate]);
      const faces = scenario.reveals
        .flatMap(({ face }) => listTexts(face).map(({ text }) => text))
        .filter((text) => text.length >= MIN_SECRET_CHARS && findIn(given, [text]).length === 0);
      return findIn(body, [...secretsOf(scenario), ...faces]);
    });
    expect(found).toEqual([]);
  });

  it('shows those who only see the list nothing but its summary', () => {
    const found = findFaults((scenario) => {
      const { candidate, reveals, debrief } = scenario;
      const hidden = [candidate.prompt, ...candidate.context, debrief.summary];
      const faces = listTexts(reveals).flatMap(({ text }) => (text.length >= MIN_SECRET_CHARS ? [text] : []));
      return findIn(toBody(toScenarioSummary(scenario)), [...secretsOf(scenario), ...hidden, ...faces]);
    });
    expect(found).toEqual([]);
  });

  it('hands over a card without a text of the guide', () => {
    const found = findFaults((scenario) =>
      findIn(toBody(scenario.reveals.map(({ id }) => toRevealFace(scenario, id))), secretsOf(scenario)),
    );
    expect(found).toEqual([]);
  });

  it('opens in the debrief what it names and what the file shares, and never the canary', () => {
    const found = findFaults((scenario) => {
      const { debrief, interviewer } = scenario;
      const opened = [
        ...listTexts([debrief.summary, debrief.takeaways, debrief.reading]),
        ...(debrief.share_architecture ? listTexts(interviewer.architecture) : []),
        ...(debrief.share_worksheet ? listTexts(interviewer.worksheet) : []),
        ...listOpenTexts(scenario),
      ].map(({ text }) => text);
      const allowed = toBody(opened);
      return findIn(toBody(toDebrief(scenario)), secretsOf(scenario)).filter(
        (text) => findIn(allowed, [text]).length === 0,
      );
    });
    expect(found).toEqual([]);
    for (const scenario of scenarios) {
      expect(toBody(toDebrief(scenario))).not.toContain(scenario.interviewer.canary.toLowerCase());
    }
  });
});
