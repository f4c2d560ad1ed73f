import { useState, type ReactNode } from 'react';
import { DOMAINS, SCENARIO_ORIGINS } from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioEntry } from '#shared/contracts/scenarios.contract.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';
import { LEVELS } from '#shared/domain/vocabulary.ts';
import { Checkbox } from '#client/ui/checkbox.tsx';
import {
  DIFFICULTIES,
  NO_FILTER,
  SEEN,
  countFacet,
  toggleFacet,
  type BankFilter,
  type Facet,
} from './bank-filter.ts';
import { LEVEL_NAMES, ORIGIN_NAMES, bankStrings as strings } from './bank-strings.ts';
import { DifficultyMark } from './difficulty-mark.tsx';
import styles from './bank-filters.module.css';

export interface BankFiltersProps {
  readonly entries: readonly ScenarioEntry[];
  readonly filter: BankFilter;
  readonly onFilter: (filter: BankFilter) => void;
}

/** A tag on a single case finds no more than the search does, so those stay out of the way. */
const COMMON_TAG = 2;

/** Everything the bank can be narrowed by, each value with what it would leave. */
export function BankFilters({ entries, filter, onFilter }: BankFiltersProps) {
  const [areAllTagsShown, setAllTagsShown] = useState(false);
  const counts = (facet: Facet) => countFacet(entries, filter, facet);
  const tagTotals = countFacet(entries, NO_FILTER, 'tags');
  const tagCounts = counts('tags');
  const tags = [...tagTotals.keys()].map(String).toSorted((a, b) => a.localeCompare(b, 'en'));
  const common = tags.filter((tag) => (tagTotals.get(tag) ?? 0) >= COMMON_TAG || filter.tags.includes(tag));
  const shownTags = areAllTagsShown ? tags : common;
  const origins = counts('origins');
  return (
    <div className={styles.filters}>
      <Group
        title={strings.seen}
        values={SEEN}
        counts={counts('seen')}
        chosen={filter.seen}
        label={(value) => strings.seenNames[value]}
        onToggle={(value) => onFilter(toggleFacet(filter, 'seen', value))}
      />
      {origins.size > 1 ? (
        <Group
          title={strings.origins}
          values={SCENARIO_ORIGINS}
          counts={origins}
          chosen={filter.origins}
          label={(value) => ORIGIN_NAMES[value]}
          onToggle={(value) => onFilter(toggleFacet(filter, 'origins', value))}
        />
      ) : null}
      <Group
        title={strings.difficulties}
        values={DIFFICULTIES}
        counts={counts('difficulties')}
        chosen={filter.difficulties}
        label={(value) => (
          <span className={styles.difficulty}>
            <span aria-hidden="true">{value}</span> <DifficultyMark value={value} />
          </span>
        )}
        onToggle={(value) => onFilter(toggleFacet(filter, 'difficulties', value))}
      />
      <Group
        title={strings.levels}
        values={LEVELS}
        counts={counts('levels')}
        chosen={filter.levels}
        label={(value) => LEVEL_NAMES[value]}
        onToggle={(value) => onFilter(toggleFacet(filter, 'levels', value))}
      />
      <Group
        title={strings.domains}
        values={DOMAINS}
        counts={counts('domains')}
        chosen={filter.domains}
        label={(value) => DOMAIN_NAMES[value]}
        onToggle={(value) => onFilter(toggleFacet(filter, 'domains', value))}
      />
      <fieldset>
        <legend className={styles.legend}>{strings.tags}</legend>
        <div className={styles.tags}>
          {shownTags.map((tag) => (
            <button
              key={tag}
              type="button"
              className={styles.tag}
              aria-pressed={filter.tags.includes(tag)}
              onClick={() => onFilter(toggleFacet(filter, 'tags', tag))}
            >
              {tag} <span className={styles.count}>{tagCounts.get(tag) ?? 0}</span>
            </button>
          ))}
          {tags.length > common.length ? (
            <button
              type="button"
              className={styles.more}
              aria-expanded={areAllTagsShown}
              onClick={() => setAllTagsShown(!areAllTagsShown)}
            >
              {areAllTagsShown ? strings.fewerTags : strings.moreTags(tags.length - common.length)}
            </button>
          ) : null}
        </div>
      </fieldset>
    </div>
  );
}

interface GroupProps<Value extends string | number> {
  readonly title: string;
  readonly values: readonly Value[];
  readonly counts: ReadonlyMap<string | number, number>;
  readonly chosen: readonly Value[];
  readonly label: (value: Value) => ReactNode;
  readonly onToggle: (value: Value) => void;
}

/** Values no case has are left out; those the rest of the filter rules out stay, with a nought. */
function Group<Value extends string | number>({
  title,
  values,
  counts,
  chosen,
  label,
  onToggle,
}: GroupProps<Value>) {
  const shown = values.filter((value) => counts.has(value) || chosen.includes(value));
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend className={styles.legend}>{title}</legend>
      {shown.map((value) => {
        const count = counts.get(value) ?? 0;
        return (
          <Checkbox
            key={value}
            className={styles.choice}
            label={
              <span className={styles.line} data-empty={count === 0 || undefined}>
                <span>{label(value)}</span>
                <span className={styles.count}>{count}</span>
              </span>
            }
            isChecked={chosen.includes(value)}
            onCheckedChange={() => onToggle(value)}
          />
        );
      })}
    </fieldset>
  );
}
