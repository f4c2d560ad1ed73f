import { Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { STEPS, type Format, type Step } from '#shared/domain/vocabulary.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { IntroPage, WrapPage } from './bookend-page.tsx';
import { useCockpit } from './cockpit-context.ts';
import {
  currentPages,
  dueCurveballs,
  dueOffers,
  guideOf,
  phaseKeyOf,
  shownPage,
  type GuidePage,
} from './cockpit-selectors.ts';
import { STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { DueBar } from './due-bar.tsx';
import { indexGuide, searchGuide, type Section } from './guide-index.ts';
import { SectionTiles, SectionView } from './interview-view.tsx';
import { moveBetweenItems } from './item-keys.ts';
import { SearchResults } from './search-results.tsx';
import { StepPage } from './step-page.tsx';
import { StepStrip } from './step-strip.tsx';
import { useClockBeat } from './use-clock-beat.ts';
import styles from './cockpit-panel.module.css';

const MS_PER_MINUTE = 60_000;
/** Reminders are due by the minute; looked at a little more often, so that none is half a minute late. */
const DUE_BEAT_MS = 5_000;

const VIEWS = [
  { value: 'steps', label: strings.stepsView },
  { value: 'interview', label: strings.interviewView },
] as const;

export interface CockpitPanelProps {
  readonly format: Format;
  /** One quiet line about what may be done now; null while everything may. */
  readonly note: string | null;
}

/** The opened guide: by step, following the clock, or by what belongs to the whole interview; or what a search finds. */
export function CockpitPanel({ format, note }: CockpitPanelProps) {
  const { scenario, state, level, progress, shown, clock } = useCockpit();
  const isRunning = state.status === 'running';
  const [view, setView] = useState<'steps' | 'interview'>(
    isRunning || state.status === 'rating' ? 'steps' : 'interview',
  );
  const [section, setSection] = useState<Section>(isRunning ? 'reveals' : 'brief');
  const [chosen, setChosen] = useState<{ page: GuidePage; phaseKey: string } | null>(null);
  const [query, setQuery] = useState('');
  const searchRef = useRef<HTMLInputElement>(null);
  const scrollRef = useRef<HTMLDivElement>(null);

  const now = useClockBeat(clock, { beatMs: DUE_BEAT_MS, isTicking: isRunning });
  const offers = dueOffers({ reveals: scenario.reveals, shown, state, now });
  const curveballs = dueCurveballs({
    curveballs: scenario.interviewer.curveballs,
    level,
    played: progress.curveballs,
    state,
    now,
  });

  const page = shownPage({ state, chosen });
  const current = currentPages(state);
  const guide = isStep(page) ? guideOf(scenario, page) : null;
  const entries = useMemo(() => indexGuide(scenario), [scenario]);
  const found = useMemo(() => searchGuide(entries, query), [entries, query]);
  const isSearching = query.trim() !== '';
  const place = isSearching ? `search ${query}` : view === 'steps' ? page : section;

  useEffect(() => {
    scrollRef.current?.scrollTo({ top: 0 });
  }, [place]);

  usePageActs([
    {
      id: 'scenarios.find-in-guide',
      label: strings.findAct,
      group: 'Interview',
      keys: 'g',
      run: () => searchRef.current?.focus(),
    },
  ]);

  function choosePage(next: GuidePage) {
    setChosen({ page: next, phaseKey: phaseKeyOf(state) });
    setView('steps');
  }

  function goTo(next: Step | Section) {
    setQuery('');
    if (isStep(next)) choosePage(next);
    else {
      setView('interview');
      setSection(next);
    }
  }

  function handleSearchKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape') setQuery('');
    if (event.key !== 'ArrowDown' || !scrollRef.current) return;
    event.preventDefault();
    moveBetweenItems(scrollRef.current, 'first');
  }

  const isAway = view === 'steps' && !isSearching && current.length > 0 && !current.includes(page);
  return (
    <section className={styles.panel} aria-label={strings.panel}>
      <header className={styles.header}>
        <div className={styles.top}>
          <SegmentedControl
            size="sm"
            label={strings.view}
            segments={VIEWS}
            value={isSearching ? null : view}
            onValueChange={(next) => {
              setQuery('');
              setView(next);
            }}
          />
          <div className={styles.search}>
            <Input
              ref={searchRef}
              icon={<Search />}
              type="search"
              className={styles.searchInput}
              aria-label={strings.findLabel}
              placeholder={strings.find}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={handleSearchKey}
            />
            {isSearching ? (
              <IconButton
                size="sm"
                className={styles.clear}
                label={strings.clearFind}
                icon={<X />}
                onClick={() => {
                  setQuery('');
                  searchRef.current?.focus();
                }}
              />
            ) : null}
          </div>
        </div>
        {isSearching ? null : view === 'steps' ? (
          <StepStrip page={page} current={current} onChoose={choosePage} />
        ) : (
          <SectionTiles section={section} onChoose={setSection} />
        )}
      </header>
      {/* The rows inside take the keys; the list itself takes no focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={scrollRef}
        className={styles.content}
        onKeyDown={(event) => handleListKey(event, scrollRef.current)}
      >
        {isSearching ? (
          <SearchResults entries={found} onGo={goTo} />
        ) : view === 'interview' ? (
          <SectionView section={section} dueCurveballIds={new Set(curveballs.map(({ id }) => id))} />
        ) : guide ? (
          <StepPage
            key={guide.step}
            guide={guide}
            plannedMs={guide.minutes[format] * MS_PER_MINUTE}
            scrollRef={scrollRef}
          />
        ) : page === 'wrap' ? (
          <WrapPage />
        ) : (
          <IntroPage />
        )}
      </div>
      {isAway && current[0] ? (
        <button type="button" className={styles.back} onClick={() => setChosen(null)}>
          {strings.backToNow(pageName(current[0]))}
        </button>
      ) : null}
      {isRunning ? <DueBar offers={offers} curveballs={curveballs} /> : null}
      {note ? <p className={styles.note}>{note}</p> : null}
    </section>
  );
}

function isStep(page: GuidePage | Section): page is Step {
  return STEPS.some((step) => step === page);
}

function pageName(page: GuidePage): string {
  if (page === 'intro') return strings.opening;
  return page === 'wrap' ? strings.closing : STEP_NAMES[page];
}

function handleListKey(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  if (!list || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const move = (
    {
      ArrowDown: 'next',
      ArrowUp: 'previous',
      Home: 'first',
      End: 'last',
      ArrowRight: 'open',
      ArrowLeft: 'close',
    } as const
  )[event.key];
  if (move && moveBetweenItems(list, move)) event.preventDefault();
}
