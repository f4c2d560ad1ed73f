import path from 'node:path';
import { loadScenarioBank, type ScenarioBank } from '#server/features/scenarios/scenario-bank.ts';

export const BANK_DIRECTORY = path.join(import.meta.dirname, '../../server/features/scenarios/bank');

let loading: Promise<ScenarioBank> | null = null;

/** The shipped bank, read once by each worker; it is frozen, so tests can share it. Never from a build, which may be older. */
export function loadShippedBank(): Promise<ScenarioBank> {
  return (loading ??= loadScenarioBank({ directory: BANK_DIRECTORY }));
}
