import { Search, X } from 'lucide-react';
import { Suspense, lazy, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { STEPS, type Format, type Step } from '#shared/domain/vocabulary.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { ErrorState } from '#client/ui/error-state.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { useBoardTalk, type GuideBoard } from './board-talk/use-board-talk.ts';
import { IntroPage } from './intro-page.tsx';
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
import { SECTION_NAMES, STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { SECTIONS, indexGuide, searchGuide, type Section } from './guide-index.ts';
import { focusFirst, moveBetweenItems } from './item-keys.ts';
import { loadHintLadder } from './later-hint-ladder.tsx';
import { NowBar } from './now-bar.tsx';
import { SectionTiles } from './section-tiles.tsx';
import { StepStrip } from './step-strip.tsx';
import { useClockBeat } from './use-clock-beat.ts';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import styles from './cockpit-panel.module.css';

const BoardTalk = lazy(() => import('./board-talk/board-talk.tsx').then((m) => ({ default: m.BoardTalk })));

/** The words to begin with are what one sees first; the rest of the guide follows once the room is up. */
const REST_AFTER_MS = 6_000;
/** There is nothing to ask before the first words; who comes back in the middle gets it once the board can be drawn on. */
const ASK_AFTER_MS = 1_500;
const MS_PER_MINUTE = 60_000;
/** Reminders are due by the minute; looked at a little more often, so that none is half a minute late. */
const DUE_BEAT_MS = 5_000;

const VIEWS = [
  { value: 'steps', label: strings.stepsView },
  { value: 'interview', label: strings.interviewView },
] as const;

export interface CockpitPanelProps {
  readonly interviewId: string;
  /** Null where the guide is read without a live board. */
  readonly board: GuideBoard | null;
  readonly format: Format;
  /** One quiet line about what may be done now; null while everything may. */
  readonly note: string | null;
}

/** The opened guide: by step, following the clock, or by what belongs to the whole interview; or what a search finds. */
export function CockpitPanel({ interviewId, board, format, note }: CockpitPanelProps) {
  const { scenario, state, level, progress, shown, clock } = useCockpit();
  const isRunning = state.status === 'running';
  const [view, setView] = useState<'steps' | 'interview' | 'board'>(
    isRunning || state.status === 'rating' ? 'steps' : 'interview',
  );
  const [section, setSection] = useState<Section>(isRunning ? 'reveals' : 'brief');
  const [chosen, setChosen] = useState<{ page: GuidePage; phaseKey: string } | null>(null);
  const [query, setQuery] = useState('');
  const searchRef = useRef<HTMLInputElement>(null);
  const scrollRef = useRef<HTMLDivElement>(null);

  const page = shownPage({ state, chosen });
  const current = currentPages(state);
  const isSearching = query.trim() !== '';
  const sections = useLaterModule(() => import('./interview-view.tsx'), {
    isWanted: view === 'interview',
    afterMs: REST_AFTER_MS,
  });
  const stepView = useLaterModule(() => import('./step-page.tsx'), {
    isWanted: view === 'steps' && isStep(page),
    afterMs: REST_AFTER_MS,
  });
  const wrapView = useLaterModule(() => import('./wrap-page.tsx'), {
    isWanted: view === 'steps' && page === 'wrap',
    afterMs: REST_AFTER_MS,
  });
  const search = useLaterModule(() => import('./search-results.tsx'), {
    isWanted: isSearching,
    afterMs: REST_AFTER_MS,
  });
  const isIntro = state.status === 'running' && state.phases[state.phaseIndex]?.id === 'intro';
  const asking = useLaterModule(() => import('./ask-next.tsx'), {
    isWanted: isRunning && !isIntro,
    afterMs: REST_AFTER_MS,
    wantedAfterMs: ASK_AFTER_MS,
  });
  // So that a ladder opens at once, and offline.
  useLaterModule(loadHintLadder, { isWanted: false, afterMs: REST_AFTER_MS });
  const foot = useLaterModule(() => import('./foot-bar.tsx'), {
    isWanted: isRunning && !isIntro,
    afterMs: REST_AFTER_MS,
    wantedAfterMs: ASK_AFTER_MS,
  });
  const talk = useBoardTalk({ doc: board?.doc ?? null, interviewId, isWanted: view === 'board' });

  const now = useClockBeat(clock, { beatMs: DUE_BEAT_MS, isTicking: isRunning });
  const offers = dueOffers({ reveals: scenario.reveals, shown, state, now });
  const curveballs = dueCurveballs({
    curveballs: scenario.interviewer.curveballs,
    level,
    played: progress.curveballs,
    state,
    now,
  });

  const guide = isStep(page) ? guideOf(scenario, page) : null;
  const entries = useMemo(() => indexGuide(scenario), [scenario]);
  const found = useMemo(() => searchGuide(entries, query), [entries, query]);
  const place = isSearching ? `search ${query}` : view === 'interview' ? section : `${view} ${page}`;

  useEffect(() => {
    scrollRef.current?.scrollTo({ top: 0 });
  }, [place]);

  const group = strings.keysGroup;
  usePageActs([
    {
      id: 'scenarios.find-in-guide',
      label: strings.findAct,
      group,
      keys: 'g',
      run: () => searchRef.current?.focus(),
    },
    {
      id: 'scenarios.list',
      label: strings.listAct,
      group,
      keys: 'j',
      run: () => focusFirst(scrollRef.current),
    },
    ...[...STEPS, ...SECTIONS].map((part) => ({
      id: `scenarios.show-${part}`,
      label: strings.showPart(isStep(part) ? STEP_NAMES[part] : SECTION_NAMES[part]),
      group,
      run: () => goTo(part),
    })),
    {
      id: 'scenarios.show-board',
      label: strings.showPart(strings.boardView),
      group,
      run: () => {
        setQuery('');
        setView('board');
      },
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
            segments={[
              ...VIEWS,
              ...(board
                ? [
                    {
                      value: 'board' as const,
                      label: strings.boardView,
                      trailing: <TalkCount count={talk.count} />,
                    },
                  ]
                : []),
            ]}
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
        ) : view === 'interview' ? (
          <SectionTiles section={section} onChoose={setSection} />
        ) : null}
      </header>
      {isRunning && !isSearching ? (
        <div className={styles.now}>
          <NowBar isCompact={view !== 'steps'} onChooseDives={() => goTo('deep-dives')} />
          {isIntro ? null : asking ? (
            <asking.AskNext page={page} isCompact={view !== 'steps'} />
          ) : (
            <div className={styles.askSoon}>
              <SkeletonText lines={6} />
            </div>
          )}
        </div>
      ) : null}
      {/* The rows inside take the keys; the list itself takes no focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={scrollRef}
        className={styles.content}
        onKeyDown={(event) => handleListKey(event, scrollRef.current)}
      >
        {isSearching ? (
          search ? (
            <search.SearchResults entries={found} onGo={goTo} />
          ) : (
            <SkeletonText lines={6} />
          )
        ) : view === 'interview' ? (
          sections ? (
            <sections.SectionView
              section={section}
              dueCurveballIds={new Set(curveballs.map(({ id }) => id))}
            />
          ) : (
            <SkeletonText lines={6} />
          )
        ) : view === 'board' ? (
          talk.retry ? (
            <ErrorState size="sm" title={strings.boardFailed} onRetry={talk.retry} />
          ) : (
            <Suspense fallback={<SkeletonText lines={4} />}>
              {talk.source ? (
                <BoardTalk source={talk.source} onShow={board?.onShow ?? null} />
              ) : (
                <SkeletonText lines={4} />
              )}
            </Suspense>
          )
        ) : guide ? (
          stepView ? (
            <stepView.StepPage
              key={guide.step}
              guide={guide}
              plannedMs={guide.minutes[format] * MS_PER_MINUTE}
              isNow={isRunning && current.length === 1 && current[0] === guide.step}
              scrollRef={scrollRef}
            />
          ) : (
            <SkeletonText lines={6} />
          )
        ) : page === 'wrap' ? (
          wrapView ? (
            <wrapView.WrapPage />
          ) : (
            <SkeletonText lines={6} />
          )
        ) : (
          <IntroPage />
        )}
      </div>
      {isAway && current[0] ? (
        <button type="button" className={styles.back} onClick={() => setChosen(null)}>
          {strings.backToNow(pageName(current[0]))}
        </button>
      ) : null}
      {isRunning ? (
        <div className={styles.foot}>
          {foot ? <foot.FootBar offers={offers} curveballs={curveballs} /> : null}
        </div>
      ) : null}
      {note ? <p className={styles.note}>{note}</p> : null}
    </section>
  );
}

/** How many prompts wait. It stands in the switch, so that it is seen from every view, and never calls. */
function TalkCount({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className={styles.count}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">, {strings.boardCount(count)}</span>
    </span>
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
