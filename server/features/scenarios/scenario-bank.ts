/**
 * All scenarios a server can run, read once at start. `<id>.yaml` is the current version; `<id>@<version>.yaml` keeps an older
 * one, so that an interview that pinned it stays readable after an edit.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_SCENARIO_PREFIX } from '#shared/contracts/scenarios.contract.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { AppError } from '#shared/errors.ts';
import {
  digestScenarioText,
  readCompiledBank,
  writeCompiledBank,
  type CompiledBank,
} from './compiled-bank.ts';
import { type LocatedFault, type ScenarioPath, toFaultText } from './scenario-fault.ts';
import { parseScenarioFile } from './scenario-file.ts';

export interface ScenarioBank {
  /** The pinned version of a scenario, retired ones included. Throws SCENARIO_NOT_FOUND. */
  get(id: string, version: string): Scenario;
  /** The same, or null: old interviews stay readable without a version that is no longer on disk. */
  find(id: string, version: string): Scenario | null;
  /** What a new room may choose from: the newest version of each scenario unless it is retired, ordered by title. */
  list(): readonly Scenario[];
}

interface ScenarioFile {
  readonly file: string;
  readonly digest: string;
  readonly scenario: Scenario;
}

/** Thrown at start when any file of the bank is broken; the message lists every fault of every file. */
export class ScenarioBankError extends Error {
  readonly faults: readonly LocatedFault[];

  constructor(faults: readonly LocatedFault[]) {
    const lines = faults.map((fault) => `  ${toFaultText(fault)}`);
    super(`The scenario bank has ${faults.length} fault(s):\n${lines.join('\n')}`);
    this.name = 'ScenarioBankError';
    this.faults = faults;
  }
}

/**
 * Reads and checks every `*.yaml` of a folder and reports all faults together, those between files included. Texts that
 * `compiled` knows are not checked a second time.
 */
export async function readScenarioFolder({
  directory,
  compiled = new Map(),
}: {
  directory: string;
  compiled?: CompiledBank;
}): Promise<{ files: readonly ScenarioFile[]; fileCount: number; faults: readonly LocatedFault[] }> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(names.map((file) => readFile(join(directory, file), 'utf8')));
  const results = names.map((file, index) => {
    const text = texts[index] ?? '';
    const digest = digestScenarioText(text);
    const known = compiled.get(digest);
    return {
      file,
      digest,
      result: known ? { ok: true as const, scenario: known } : parseScenarioFile({ file, text }),
    };
  });
  const files = results.flatMap(({ file, digest, result }) =>
    result.ok ? [{ file, digest, scenario: result.scenario }] : [],
  );
  const faults = results.flatMap(({ result }) => (result.ok ? [] : result.faults));
  return { files, fileCount: names.length, faults: [...faults, ...checkFolder(files)] };
}

/** Loads the bank, or throws `ScenarioBankError`: a server with half a bank would fail in the middle of an interview. */
export async function loadScenarioBank({
  directory,
  compiledPath,
}: {
  directory: string;
  /** Where a build may have left what it checked. */
  compiledPath?: string;
}): Promise<ScenarioBank> {
  const compiled =
    compiledPath === undefined ? new Map<string, Scenario>() : await readCompiledBank(compiledPath);
  const { files, faults } = await readScenarioFolder({ directory, compiled });
  if (faults.length > 0) throw new ScenarioBankError(faults);
  return createScenarioBank(files.map(({ scenario }) => scenario));
}

/** Checks a folder and keeps the outcome for `loadScenarioBank`. Throws `ScenarioBankError`. */
export async function compileScenarioBank({
  directory,
  compiledPath,
}: {
  directory: string;
  compiledPath: string;
}): Promise<void> {
  const { files, faults } = await readScenarioFolder({ directory });
  if (faults.length > 0) throw new ScenarioBankError(faults);
  await writeCompiledBank(compiledPath, new Map(files.map(({ digest, scenario }) => [digest, scenario])));
}

/** A bank of scenarios that are known to be good. */
export function createScenarioBank(scenarios: readonly Scenario[]): ScenarioBank {
  const byPin = new Map(scenarios.map((scenario) => [toPin(scenario.meta), deepFreeze(scenario)]));
  const newest = new Map<string, Scenario>();
  for (const scenario of scenarios) {
    const other = newest.get(scenario.meta.id);
    if (!other || compareVersions(scenario.meta.version, other.meta.version) > 0) {
      newest.set(scenario.meta.id, scenario);
    }
  }
  const offered = [...newest.values()]
    .filter(({ meta }) => meta.status === 'published')
    .sort((a, b) => a.meta.title.localeCompare(b.meta.title, 'en'));

  const find = (id: string, version: string) => byPin.get(toPin({ id, version })) ?? null;
  return {
    find,
    get(id, version) {
      const scenario = find(id, version);
      if (!scenario) throw new AppError('SCENARIO_NOT_FOUND', { details: { id, version } });
      return scenario;
    },
    list: () => offered,
  };
}

function toPin({ id, version }: { id: string; version: string }): string {
  return `${id}@${version}`;
}

/** Below 0 when `a` is the older of two versions `major.minor.patch`. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (first[index] ?? 0) - (second[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What only shows when the files are seen together: names, repeated versions, repeated canaries. */
function checkFolder(files: readonly ScenarioFile[]): LocatedFault[] {
  const faults: LocatedFault[] = [];
  const refuse = (file: string, path: ScenarioPath, message: string): void => {
    faults.push({ rule: 'file', path, message, file, line: 1, column: 1 });
  };
  const fileOfPin = new Map<string, string>();
  const fileOfCanary = new Map<string, string>();
  for (const { file, scenario } of files) {
    const { id, version } = scenario.meta;
    const { canary } = scenario.interviewer;
    if (file !== `${id}.yaml` && file !== `${id}@${version}.yaml`) {
      refuse(
        file,
        ['meta', 'id'],
        `the file holds ${id} ${version}; call it ${id}.yaml, or ${id}@${version}.yaml if it is an older version`,
      );
    }
    if (id.startsWith(OWN_SCENARIO_PREFIX)) {
      refuse(file, ['meta', 'id'], `ids that begin with "${OWN_SCENARIO_PREFIX}" are those of own scenarios`);
    }
    const samePin = fileOfPin.get(toPin(scenario.meta));
    if (samePin !== undefined)
      refuse(file, ['meta', 'version'], `${samePin} already holds ${id} ${version}; raise the version`);
    fileOfPin.set(toPin(scenario.meta), file);
    const sameCanary = fileOfCanary.get(canary);
    if (sameCanary !== undefined)
      refuse(file, ['interviewer', 'canary'], `${sameCanary} has the same canary; make a new random one`);
    fileOfCanary.set(canary, file);
  }
  return faults;
}

/** One scenario object serves every room, so a slip that writes to it must fail at once. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}
