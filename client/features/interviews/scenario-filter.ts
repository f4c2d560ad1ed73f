import type { ListedScenario } from '#shared/contracts/interviews.contract.ts';
import type { Domain } from '#shared/contracts/scenario-format.contract.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';

export interface ScenarioFilter {
  /** Words that must all stand in title, field or tags. */
  readonly text: string;
  readonly domain: Domain | 'all';
  /** 1 to 5. */
  readonly difficulty: number | 'all';
}

export const NO_FILTER: ScenarioFilter = { text: '', domain: 'all', difficulty: 'all' };

export function filterScenarios(
  scenarios: readonly ListedScenario[],
  { text, domain, difficulty }: ScenarioFilter,
): ListedScenario[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return scenarios.filter(({ summary }) => {
    if (domain !== 'all' && summary.domain !== domain) return false;
    if (difficulty !== 'all' && summary.difficulty !== difficulty) return false;
    const found = [summary.title, DOMAIN_NAMES[summary.domain], ...summary.tags].join(' ').toLowerCase();
    return words.every((word) => found.includes(word));
  });
}

/** Those made for a level first: the others may still be chosen, but nobody should take them for the first of the list. */
export function splitByLevel(
  scenarios: readonly ListedScenario[],
  level: Level,
): { readonly fitting: ListedScenario[]; readonly others: ListedScenario[] } {
  return {
    fitting: scenarios.filter(({ summary }) => summary.levels.includes(level)),
    others: scenarios.filter(({ summary }) => !summary.levels.includes(level)),
  };
}
