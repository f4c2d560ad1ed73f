import { ListFilter, Search } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useLocation, useNavigate, useNavigationType, useSearchParams } from 'react-router';
import type { ScenarioEntry } from '#shared/contracts/scenarios.contract.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Input } from '#client/ui/input.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { BankCard } from './bank-card.tsx';
import { BankFilters } from './bank-filters.tsx';
import {
  NO_FILTER,
  filterBank,
  isFiltering,
  readFilter,
  writeFilter,
  type BankFilter,
} from './bank-filter.ts';
import { bankStrings as strings } from './bank-strings.ts';
import { PreviewPane } from './preview-pane.tsx';
import { useBank } from './use-bank.ts';
import styles from './bank-view.module.css';

export interface BankViewProps {
  /** The case whose preview is open. */
  readonly chosenId: string | null;
  /** Stands where the list would, for a browser that is nobody yet. */
  readonly welcome: ReactNode;
}

/** The bank: filters, the cases that fit, and beside them what a candidate would read of the chosen one. */
export function BankView({ chosenId, welcome }: BankViewProps) {
  const bank = useBank();
  const { filter, setFilter } = useFilter();
  const [areFiltersOpen, setFiltersOpen] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  usePageActs([
    {
      id: 'scenarios.search',
      label: strings.searchAct,
      group: strings.title,
      keys: '/',
      run: () => searchRef.current?.focus(),
    },
  ]);

  if (bank.isError) {
    if (asApiError(bank.error).code === 'UNAUTHENTICATED') return welcome;
    return (
      <ErrorState
        title={strings.failed}
        advice={toErrorWords(bank.error).advice}
        isRetrying={bank.isRefetching}
        onRetry={() => void bank.refetch()}
      />
    );
  }
  const entries = bank.data ?? [];
  const shown = filterBank(entries, filter);
  const query = writeFilter(filter).toString();
  const suffix = query === '' ? '' : `?${query}`;
  const activeCount = Object.values(filter).reduce((sum, part) => sum + (part.length > 0 ? 1 : 0), 0);
  return (
    <div className={styles.layout} data-preview={chosenId === null ? undefined : ''}>
      <div className={styles.side}>
        <Input
          ref={searchRef}
          type="search"
          icon={<Search />}
          aria-label={strings.search}
          placeholder={strings.search}
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <Button
          className={styles.filterButton}
          icon={<ListFilter />}
          aria-expanded={areFiltersOpen}
          onClick={() => setFiltersOpen(!areFiltersOpen)}
        >
          {strings.showFilters}
          {activeCount > 0 ? ` (${strings.activeFilters(activeCount)})` : ''}
        </Button>
        <section
          className={styles.filters}
          data-open={areFiltersOpen || undefined}
          aria-label={strings.filters}
        >
          {bank.isPending ? <Skeleton shape="block" height={320} /> : null}
          {bank.data ? <BankFilters entries={entries} filter={filter} onFilter={setFilter} /> : null}
        </section>
      </div>
      <section className={styles.results} aria-label={strings.results} aria-busy={bank.isPending}>
        {bank.isPending ? (
          <div className={styles.grid}>
            <span className="visually-hidden" role="status">
              {strings.loading}
            </span>
            {Array.from({ length: 9 }, (_, index) => (
              <Skeleton key={index} shape="block" height={104} />
            ))}
          </div>
        ) : (
          <Results
            entries={entries}
            shown={shown}
            isFiltered={isFiltering(filter)}
            chosenId={chosenId}
            suffix={suffix}
            onClear={() => setFilter(NO_FILTER)}
          />
        )}
      </section>
      {chosenId === null ? null : (
        <PreviewPane key={chosenId} scenarioId={chosenId} backTo={`/scenarios${suffix}`} />
      )}
    </div>
  );
}

/**
 * The filter the address holds. A copy here answers to every key at once: the router takes its time, and letters typed
 * meanwhile would be lost.
 */
function useFilter(): { filter: BankFilter; setFilter: (next: BankFilter) => void } {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { key } = useLocation();
  const type = useNavigationType();
  const [held, setHeld] = useState(() => ({ key, filter: readFilter(params) }));
  if (held.key !== key) {
    // What was written here comes back as a replacement; anything else is a link followed or a step back.
    setHeld({ key, filter: type === 'REPLACE' ? held.filter : readFilter(params) });
  }
  return {
    filter: held.filter,
    setFilter(filter) {
      const query = writeFilter(filter).toString();
      setHeld({ ...held, filter });
      // Typing would otherwise fill the history letter by letter.
      void navigate({ search: query === '' ? '' : `?${query}` }, { replace: true });
    },
  };
}

interface ResultsProps {
  readonly entries: readonly ScenarioEntry[];
  readonly shown: readonly ScenarioEntry[];
  readonly isFiltered: boolean;
  readonly chosenId: string | null;
  readonly suffix: string;
  readonly onClear: () => void;
}

function Results({ entries, shown, isFiltered, chosenId, suffix, onClear }: ResultsProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // The preview takes a column away, and the cards move.
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [chosenId]);
  if (entries.length === 0) return <EmptyState title={strings.noneTitle}>{strings.noneText}</EmptyState>;
  return (
    <>
      <p className={styles.count}>
        <span role="status">{strings.count(shown.length, entries.length)}</span>
        {isFiltered && shown.length > 0 ? (
          <Button size="sm" variant="ghost" onClick={onClear}>
            {strings.clear}
          </Button>
        ) : null}
      </p>
      {shown.length === 0 ? (
        <EmptyState title={strings.noMatchTitle} action={<Button onClick={onClear}>{strings.clear}</Button>}>
          {strings.noMatchText}
        </EmptyState>
      ) : (
        // The links inside take the keys; the list itself takes no focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ul ref={list} className={styles.grid} onKeyDown={(event) => moveFocus(event, list.current)}>
          {shown.map((entry) => (
            <BankCard
              key={entry.summary.id}
              entry={entry}
              to={`/scenarios/${entry.summary.id}${suffix}`}
              isChosen={entry.summary.id === chosenId}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** Arrow keys go along the cards, up and down by what stands above and below. */
function moveFocus(event: KeyboardEvent, list: HTMLElement | null): void {
  if (!list || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const cards = [...list.querySelectorAll<HTMLElement>('[data-bank-card]')];
  const at = cards.findIndex((card) => card === event.target);
  if (at < 0) return;
  const first = cards[0]?.offsetTop;
  const across = Math.max(1, cards.filter((card) => card.offsetTop === first).length);
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + across,
    ArrowUp: at - across,
    Home: 0,
    End: cards.length - 1,
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  cards[Math.min(Math.max(to, 0), cards.length - 1)]?.focus();
}
