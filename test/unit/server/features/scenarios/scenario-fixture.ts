import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDocument, type Document } from 'yaml';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { parseScenarioFile } from '#server/features/scenarios/scenario-file.ts';
import type { LocatedFault } from '#server/features/scenarios/scenario-fault.ts';

export const BANK = fileURLToPath(new URL('../../../../../server/features/scenarios/bank', import.meta.url));
export const GOOD_FILE = 'ad-click-prediction.yaml';
export const GOOD_TEXT = readFileSync(`${BANK}/${GOOD_FILE}`, 'utf8');

const goodDocument = parseDocument(GOOD_TEXT);

/** The text of the good file after one change. */
export function changeText(change: (document: Document) => void): string {
  const document = goodDocument.clone();
  change(document);
  return document.toString({ lineWidth: 0 });
}

/** Faults of the good file after one change, or none if it is still accepted. */
export function findFaults(change: (document: Document) => void): readonly LocatedFault[] {
  const result = parseScenarioFile({ file: 'broken.yaml', text: changeText(change) });
  return result.ok ? [] : result.faults;
}

const goodResult = parseScenarioFile({ file: GOOD_FILE, text: GOOD_TEXT });
if (!goodResult.ok) throw new Error(JSON.stringify(goodResult.faults, null, 2));

/** The reference case as the server reads it. */
export const GOOD_SCENARIO: Scenario = goodResult.scenario;

/** The reference case after a change that keeps it good. */
export function loadScenario(change: (document: Document) => void): Scenario {
  const result = parseScenarioFile({ file: GOOD_FILE, text: changeText(change) });
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.scenario;
}

/** Path of an item with an id, so that a test does not depend on its place in a list. */
export function pathOf(document: Document, id: string): (string | number)[] {
  const search = (value: unknown, path: (string | number)[]): (string | number)[] | null => {
    if (typeof value !== 'object' || value === null) return null;
    if ('id' in value && value.id === id) return path;
    for (const [key, child] of Object.entries(value)) {
      const found = search(child, [...path, Array.isArray(value) ? Number(key) : key]);
      if (found) return found;
    }
    return null;
  };
  const path = search(document.toJS(), []);
  if (!path) throw new Error(`the file has no item called ${id}`);
  return path;
}
