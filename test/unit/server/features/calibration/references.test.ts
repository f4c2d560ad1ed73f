import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  toMoment,
  toNotesBlocks,
  toReferenceInterview,
} from '#server/features/calibration/calibration.view.ts';
import { toBoardModel } from '#server/features/calibration/reference-board.ts';
import { clockMs, type ReferenceFile } from '#server/features/calibration/reference-file.ts';
import { loadReferenceLibrary } from '#server/features/calibration/reference-library.ts';
import type { ScenarioBank } from '#server/features/scenarios/scenario-bank.ts';
import { toCandidateScenario, toRevealFace } from '#server/features/scenarios/scenarios.view.ts';
import { ReferenceInterviewSchema } from '#shared/contracts/calibration.contract.ts';
import { rectOf } from '#shared/domain/board-card.ts';
import { boardToJson, readBoardJson } from '#shared/domain/board-json.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { isLane } from '#shared/domain/board-card.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { evidenceNeeded, hintCeiling, hintUnitsOf } from '#shared/domain/rubric-score.ts';
import { DIMENSIONS, HINT_RUNGS, LEVELS, STEPS } from '#shared/domain/vocabulary.ts';
import { loadShippedBank } from '#test/support/bank.ts';

const DIRECTORY = path.join(import.meta.dirname, '../../../../../server/features/calibration/references');
const IDS = ['health-search-mid', 'card-fraud-senior', 'video-home-staff'];
const views = { toCandidate: toCandidateScenario, toRevealFace };

let bank: ScenarioBank;
const references = new Map<string, ReferenceFile>();
beforeAll(async () => {
  bank = await loadShippedBank();
  for (const reference of (await loadReferenceLibrary(DIRECTORY)).list()) {
    references.set(reference.id, reference);
  }
});

function get(id: string): ReferenceFile {
  const reference = references.get(id);
  if (!reference) throw new Error(`there is no ${id}`);
  return reference;
}
const scenarioOf = ({ scenario }: ReferenceFile) => bank.get(scenario.id, scenario.version);

test('there are three, one a level, each on a scenario of its own and none with equal ratings throughout', () => {
  const all = [...references.values()];
  expect(all.map(({ id }) => id)).toEqual(IDS);
  expect(all.map(({ level }) => level)).toEqual([...LEVELS]);
  expect(new Set(all.map(({ scenario }) => scenario.id)).size).toBe(3);
  for (const { ratings } of all) {
    const given = DIMENSIONS.flatMap((dimension) => ratings[dimension].rating ?? []);
    expect(new Set(given).size).toBeGreaterThanOrEqual(3);
  }
  const count = all.flatMap(({ ratings }) =>
    DIMENSIONS.filter((dimension) => ratings[dimension].rating !== null),
  );
  // Enough to be found ready with the three of them.
  expect(count.length).toBeGreaterThanOrEqual(20);
});

describe.each(IDS)('%s', (id) => {
  test('says what it is and claims nobody who was not there', () => {
    const reference = get(id);
    expect(reference.origin).toBe('scripted example');
    expect(reference.rubric).toBe(RUBRIC.version);
    expect(scenarioOf(reference).meta.levels).toContain(reference.level);
    expect(JSON.stringify(reference)).not.toMatch(
      /\b(panels?|pilots?|experts?)\b|reviewed by|recorded (interview|session)/i,
    );
  });

  test('its moments are in order, within the interview, and numbered once', () => {
    const { moments, ends } = get(id);
    const times = moments.map(({ at }) => clockMs(at));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThan(clockMs(ends));
    expect(new Set(moments.map((moment) => moment.id)).size).toBe(moments.length);
    expect(moments.length).toBeGreaterThanOrEqual(45);
    const phases = moments.flatMap((moment) => ('phase' in moment ? [moment.phase] : []));
    const whole = ['intro', ...STEPS, 'wrap'];
    expect(whole.filter((phase) => phases.some((each) => each === phase))).toEqual(phases);
  });

  test('what the interviewer hands out is in the scenario, and hints climb from the nudge', () => {
    const reference = get(id);
    const scenario = scenarioOf(reference);
    const moments = reference.moments.map((moment) => toMoment(moment, { scenario, views }));
    expect(moments).toHaveLength(reference.moments.length);
    const given = new Map<string, string[]>();
    for (const moment of reference.moments) {
      if ('hint' in moment) given.set(moment.hint, [...(given.get(moment.hint) ?? []), moment.rung]);
    }
    for (const rungs of given.values()) expect(rungs).toEqual(HINT_RUNGS.slice(0, rungs.length));
    const reveals = reference.moments.flatMap((moment) => ('reveal' in moment ? [moment.reveal] : []));
    expect(new Set(reveals).size).toBe(reveals.length);
    for (const moment of reference.moments) {
      if (!('probe' in moment)) continue;
      const probe = scenario.interviewer.steps
        .flatMap(({ probes }) => probes)
        .find((each) => each.id === moment.probe);
      expect(LEVELS.indexOf(probe?.from ?? 'staff')).toBeLessThanOrEqual(LEVELS.indexOf(reference.level));
    }
  });

  test('the board reads back without loss, shows every label in full and nothing on top of anything', () => {
    const model = toBoardModel(get(id).board);
    expect(readBoardJson(boardToJson(model))).toEqual({ isOk: true, model });
    const cards = model.nodes.filter((node) => !isLane(node));
    const lanes = model.nodes.filter(isLane);
    expect(lanes).toHaveLength(2);
    for (const [index, card] of cards.entries()) {
      const rect = rectOf(card);
      const lane = lanes.map(rectOf).find(({ y, h }) => rect.y > y && rect.y + rect.h < y + h);
      expect(lane).toBeDefined();
      for (const other of cards.slice(index + 1).map(rectOf)) {
        const isApart =
          rect.x + rect.w < other.x ||
          other.x + other.w < rect.x ||
          rect.y + rect.h < other.y ||
          other.y + other.h < rect.y;
        expect(isApart).toBe(true);
      }
      const known = componentOf(card.kind).qualifiers.map(({ key }) => key);
      for (const { key } of card.qualifiers) expect(known).toContain(key);
    }
    const svg = boardToSvg(model, { theme: 'light' });
    const shortened = [...svg.matchAll(/>([^<]*…)</g)].map(([, text]) => text);
    expect(shortened).toEqual([]);
  });

  test('the interview is a valid answer, and holds nothing of the ratings', () => {
    const { ratings, ...open } = get(id);
    const interview = toReferenceInterview(open, { scenario: scenarioOf(get(id)), views });
    expect(() => ReferenceInterviewSchema.parse(interview)).not.toThrow();
    const text = JSON.stringify(interview);
    for (const dimension of DIMENSIONS) {
      expect(text).not.toContain(ratings[dimension].reason);
      expect(text).not.toContain(ratings[dimension].boundary);
    }
    expect(toNotesBlocks(open.notes)).not.toHaveLength(0);
  });

  test('every rating rests on moments of the interview, extremes on two, and stays within the help given', () => {
    const reference = get(id);
    const scenario = scenarioOf(reference);
    const known = new Set(reference.moments.map((moment) => moment.id));
    for (const dimension of DIMENSIONS) {
      const { rating, moments } = reference.ratings[dimension];
      expect(moments.every((moment) => known.has(moment))).toBe(true);
      expect(new Set(moments).size).toBe(moments.length);
      if (rating === null) continue;
      expect(moments.length).toBeGreaterThanOrEqual(evidenceNeeded(rating));
      const rungs = reference.moments
        .map((moment) => toMoment(moment, { scenario, views }))
        .flatMap((moment) => (moment.type === 'hint' && moment.dimension === dimension ? [moment.rung] : []));
      const units = hintUnitsOf(RUBRIC, rungs);
      expect(rating).toBeLessThanOrEqual(hintCeiling(RUBRIC, { level: reference.level, units }));
    }
  });

  test('the figures that are quoted lie within the worksheet and are really said at that moment', () => {
    const reference = get(id);
    const { worksheet } = scenarioOf(reference).interviewer;
    expect(reference.quotes.length).toBeGreaterThanOrEqual(6);
    for (const { line, value, moment } of reference.quotes) {
      const row = worksheet.find((each) => each.id === line);
      expect(row).toBeDefined();
      expect(value).toBeGreaterThanOrEqual(row?.low ?? Infinity);
      expect(value).toBeLessThanOrEqual(row?.high ?? -Infinity);
      const said = reference.moments.find((each) => each.id === moment);
      const text = said && 'candidate' in said ? said.candidate.replaceAll(/(?<=\d),(?=\d{3})/g, '') : '';
      const spellings = [`${value}`, `${Math.round(value * 1_000) / 10} %`, `${value / 1_000_000} million`];
      expect(spellings.some((spelling) => text.includes(spelling))).toBe(true);
    }
  });
});
