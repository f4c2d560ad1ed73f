import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioPath } from './scenario-fault.ts';

/** One string of a scenario and where it stands. */
export interface TextAt {
  readonly path: ScenarioPath;
  readonly text: string;
}

/** Shortest string worth looking for in a candidate's browser; anything shorter turns up by chance. */
export const MIN_SECRET_CHARS = 24;

export function countWords(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Every string below a value, in file order. */
export function listTexts(value: unknown, path: ScenarioPath = []): TextAt[] {
  const found: TextAt[] = [];
  collectTexts(value, path, found);
  return found;
}

/** Into one list: a scenario has over a thousand strings, and several rules ask for them. */
function collectTexts(value: unknown, path: ScenarioPath, found: TextAt[]): void {
  if (typeof value === 'string') {
    found.push({ path, text: value });
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => collectTexts(item, [...path, index], found));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) collectTexts(item, [...path, key], found);
  }
}

/** Text a candidate may read while the interview runs: `meta`, `candidate` and the faces of reveals. */
export function listOpenTexts(scenario: Scenario): TextAt[] {
  return [
    ...listTexts(scenario.meta, ['meta']),
    ...listTexts(scenario.candidate, ['candidate']),
    ...scenario.reveals.flatMap((reveal, index) => listTexts(reveal.face, ['reveals', index, 'face'])),
  ];
}

/**
 * Text that must never reach a candidate while the interview runs: the guide, and of every reveal all but its face. Short
 * strings such as step names are left out, the canary is always in.
 */
export function listSecretTexts(scenario: Scenario): TextAt[] {
  const reveals = scenario.reveals.flatMap(({ face: _face, ...rest }, index) =>
    listTexts(rest, ['reveals', index]),
  );
  return [...reveals, ...listTexts(scenario.interviewer, ['interviewer'])].filter(
    ({ text }) => text.length >= MIN_SECRET_CHARS || text === scenario.interviewer.canary,
  );
}
