import type { ScenarioName } from '#shared/contracts/progress.contract.ts';
import type { ProgressDeps } from './progress.deps.ts';

interface Pinned {
  readonly scenarioId: string | null;
  readonly scenarioVersion: string | null;
}

/** Names of pinned cases: the only thing of a case that leaves this feature unless the caller reads its guide. */
export async function readScenarioNames(
  scenarios: ProgressDeps['scenarios'],
  rows: readonly Pinned[],
): Promise<(row: Pinned) => ScenarioName | null> {
  const titles = await scenarios.listTitles(
    rows.flatMap(({ scenarioId: id, scenarioVersion: version }) =>
      id === null || version === null ? [] : [{ id, version }],
    ),
  );
  return ({ scenarioId: id, scenarioVersion: version }) => {
    const title = titles.get(`${id}@${version}`);
    return id === null || title === undefined ? null : { id, title };
  };
}
