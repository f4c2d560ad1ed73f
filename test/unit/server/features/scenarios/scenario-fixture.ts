import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioFault } from '#server/features/scenarios/scenario-fault.ts';
import { checkScenarioValue } from '#server/features/scenarios/scenario-file.ts';

export const BANK = fileURLToPath(new URL('../../../../../server/features/scenarios/bank', import.meta.url));
export const GOOD_FILE = 'ad-click-prediction.yaml';
export const GOOD_TEXT = readFileSync(`${BANK}/${GOOD_FILE}`, 'utf8');

const goodDocument = parseDocument(GOOD_TEXT);
const goodValue: unknown = goodDocument.toJS();

type Path = readonly (string | number)[];

/** What a test may do to a file: the part of a YAML document that a plain value can do as well, forty times faster. */
export interface Draft {
  setIn(path: Path, value: unknown): void;
  addIn(path: Path, value: unknown): void;
  deleteIn(path: Path): void;
  getIn(path: Path): unknown;
  createNode(value: unknown): unknown;
  toJS(): unknown;
}

export type Change = (draft: Draft) => void;

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function createDraft(value: unknown): Draft {
  const data = structuredClone(value);
  const getIn = (path: Path): unknown =>
    path.reduce<unknown>((at, key) => (isContainer(at) ? at[key] : undefined), data);
  const parentOf = (path: Path) => {
    const parent = getIn(path.slice(0, -1));
    const key = path.at(-1);
    if (!isContainer(parent) || key === undefined) throw new Error(`the file has no ${path.join('.')}`);
    return { parent, key };
  };
  return {
    getIn,
    setIn(path, changed) {
      const { parent, key } = parentOf(path);
      parent[key] = changed;
    },
    addIn(path, added) {
      const list = getIn(path);
      if (!Array.isArray(list)) throw new Error(`${path.join('.')} is no list`);
      list.push(added);
    },
    deleteIn(path) {
      const { parent, key } = parentOf(path);
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else delete parent[key];
    },
    createNode: (node) => node,
    toJS: () => data,
  };
}

/** The text of the good file after one change. */
export function changeText(change: Change): string {
  const document = goodDocument.clone();
  change(document);
  return document.toString({ lineWidth: 0 });
}

function check(change: Change) {
  const draft = createDraft(goodValue);
  change(draft);
  return checkScenarioValue(draft.toJS());
}

/** Faults of the good file after one change, or none if it is still accepted. */
export function findFaults(change: Change): readonly ScenarioFault[] {
  const result = check(change);
  return result.ok ? [] : result.faults;
}

/** The reference case as the server reads it. */
export const GOOD_SCENARIO: Scenario = loadScenario(() => {});

/** The reference case after a change that keeps it good. */
export function loadScenario(change: Change): Scenario {
  const result = check(change);
  if (!result.ok) throw new Error(JSON.stringify(result.faults, null, 2));
  return result.scenario;
}

/** Path of an item with an id, so that a test does not depend on its place in a list. */
export function pathOf(draft: Draft, id: string): (string | number)[] {
  const search = (value: unknown, path: (string | number)[]): (string | number)[] | null => {
    if (typeof value !== 'object' || value === null) return null;
    if ('id' in value && value.id === id) return path;
    for (const [key, child] of Object.entries(value)) {
      const found = search(child, [...path, Array.isArray(value) ? Number(key) : key]);
      if (found) return found;
    }
    return null;
  };
  const path = search(draft.toJS(), []);
  if (!path) throw new Error(`the file has no item called ${id}`);
  return path;
}
