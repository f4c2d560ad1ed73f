import {
  DOMAINS,
  SCENARIO_ORIGINS,
  type Domain,
  type ScenarioOrigin,
} from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioEntry } from '#shared/contracts/scenarios.contract.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';
import { LEVELS, type Level } from '#shared/domain/vocabulary.ts';

/** What of the bank is in sight. It lives in the address, so that a filtered list can be sent and gone back to. Pure. */
export interface BankFilter {
  /** Words that must all stand in title, field, tags or author. */
  readonly text: string;
  readonly domains: readonly Domain[];
  /** 1 to 5. */
  readonly difficulties: readonly number[];
  readonly levels: readonly Level[];
  readonly tags: readonly string[];
  readonly seen: readonly ('unseen' | 'seen')[];
  readonly origins: readonly ScenarioOrigin[];
}

export const NO_FILTER: BankFilter = {
  text: '',
  domains: [],
  difficulties: [],
  levels: [],
  tags: [],
  seen: [],
  origins: [],
};

export const DIFFICULTIES = [1, 2, 3, 4, 5] as const;
export const SEEN = ['unseen', 'seen'] as const;

/** The parts one chooses from by ticking; within one any may fit, between them all must. */
export type Facet = Exclude<keyof BankFilter, 'text'>;
const FACETS = ['domains', 'difficulties', 'levels', 'tags', 'seen', 'origins'] as const satisfies Facet[];

const PARAMS = {
  domains: 'field',
  difficulties: 'difficulty',
  levels: 'level',
  tags: 'tag',
  seen: 'seen',
  origins: 'from',
} as const satisfies Record<Facet, string>;
const TEXT_PARAM = 'q';
const MAX_TEXT = 100;
const MAX_TAGS = 16;

/** What an address asks for; whatever it holds that is none of our words is passed over. */
export function readFilter(params: URLSearchParams): BankFilter {
  const words = (facet: Facet) => (params.get(PARAMS[facet]) ?? '').split(',').filter(Boolean);
  const known = <T extends string>(facet: Facet, all: readonly T[]) => {
    const wanted = words(facet);
    return all.filter((value) => wanted.includes(value));
  };
  return {
    text: (params.get(TEXT_PARAM) ?? '').slice(0, MAX_TEXT),
    domains: known('domains', DOMAINS),
    difficulties: DIFFICULTIES.filter((value) => words('difficulties').includes(String(value))),
    levels: known('levels', LEVELS),
    tags: [...new Set(words('tags'))].filter((tag) => /^[a-z0-9-]{1,32}$/.test(tag)).slice(0, MAX_TAGS),
    seen: known('seen', SEEN),
    origins: known('origins', SCENARIO_ORIGINS),
  };
}

export function writeFilter(filter: BankFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.text !== '') params.set(TEXT_PARAM, filter.text);
  for (const facet of FACETS) {
    if (filter[facet].length > 0) params.set(PARAMS[facet], filter[facet].join(','));
  }
  return params;
}

export function isFiltering(filter: BankFilter): boolean {
  return filter.text.trim() !== '' || FACETS.some((facet) => filter[facet].length > 0);
}

/** The values an entry has in a facet. */
function valuesOf({ summary, isSeen, origin }: ScenarioEntry, facet: Facet): readonly (string | number)[] {
  switch (facet) {
    case 'domains':
      return [summary.domain];
    case 'difficulties':
      return [summary.difficulty];
    case 'levels':
      return summary.levels;
    case 'tags':
      return summary.tags;
    case 'seen':
      return [isSeen ? 'seen' : 'unseen'];
    case 'origins':
      return [origin];
  }
}

function fits(entry: ScenarioEntry, filter: BankFilter, except: Facet | null): boolean {
  for (const facet of FACETS) {
    const wanted: readonly (string | number)[] = filter[facet];
    if (facet === except || wanted.length === 0) continue;
    const values = valuesOf(entry, facet);
    // Tags narrow: somebody who ticks two wants cases that have both.
    const isMatch =
      facet === 'tags'
        ? wanted.every((value) => values.includes(value))
        : wanted.some((value) => values.includes(value));
    if (!isMatch) return false;
  }
  const words = fold(filter.text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { title, domain, tags } = entry.summary;
  const found = fold([title, DOMAIN_NAMES[domain], ...tags, entry.authorName ?? ''].join(' '));
  return words.every((word) => found.includes(word));
}

export function filterBank(entries: readonly ScenarioEntry[], filter: BankFilter): readonly ScenarioEntry[] {
  return entries.filter((entry) => fits(entry, filter, null));
}

/**
 * How many cases each value of a facet would show, the rest of the filter standing; values nothing has are left out.
 */
export function countFacet(
  entries: readonly ScenarioEntry[],
  filter: BankFilter,
  facet: Facet,
): ReadonlyMap<string | number, number> {
  const counts = new Map<string | number, number>();
  for (const entry of entries) {
    const isCounted = fits(entry, filter, facet === 'tags' ? null : facet);
    for (const value of valuesOf(entry, facet)) {
      counts.set(value, (counts.get(value) ?? 0) + (isCounted ? 1 : 0));
    }
  }
  return counts;
}

/** A filter with one value of a facet ticked or no longer ticked. */
export function toggleFacet<F extends Facet>(
  filter: BankFilter,
  facet: F,
  value: BankFilter[F][number],
): BankFilter {
  const current: readonly (string | number)[] = filter[facet];
  const next = current.includes(value) ? current.filter((other) => other !== value) : [...current, value];
  return { ...filter, [facet]: next };
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
