import type { ScenarioName } from '#shared/contracts/progress.contract.ts';
import type { ProgressDeps } from './progress.deps.ts';

/** Names of pinned cases: the only thing of a case that leaves this feature unless the caller reads its guide. */
export function createScenarioNames(scenarios: ProgressDeps['scenarios']) {
  return ({
    scenarioId: id,
    scenarioVersion: version,
  }: {
    scenarioId: string | null;
    scenarioVersion: string | null;
  }): ScenarioName | null => {
    if (id === null || version === null) return null;
    const scenario = scenarios.find({ id, version });
    return scenario === null ? null : { id, title: scenario.meta.title };
  };
}
