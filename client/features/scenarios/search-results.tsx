import type { ReactNode } from 'react';
import type { Expectation } from '#shared/contracts/scenario-format.contract.ts';
import { LEVELS, STEPS, type Step } from '#shared/domain/vocabulary.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { useCockpit } from './cockpit-context.ts';
import { ladderFor } from './cockpit-selectors.ts';
import { SECTION_NAMES, STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { CurveballCard } from './curveball-card.tsx';
import { DeepDiveCard } from './deep-dive-card.tsx';
import { ExpectationRow } from './expectation-row.tsx';
import type { GuideEntry, Section } from './guide-index.ts';
import { ProbeRow } from './probe-row.tsx';
import { RedFlagRow } from './red-flag-row.tsx';
import { RevealRow } from './reveal-row.tsx';
import { TradeOffCard } from './trade-off-card.tsx';
import { WorksheetRow } from './worksheet-row.tsx';
import styles from './search-results.module.css';

export interface SearchResultsProps {
  readonly entries: readonly GuideEntry[];
  readonly onGo: (place: Step | Section) => void;
}

/** What matches, by place and ready to use: a tick made here is the same tick. */
export function SearchResults({ entries, onGo }: SearchResultsProps) {
  if (entries.length === 0) return <EmptyState size="sm" title={strings.nothingFound} />;
  const places = [...new Set(entries.map(({ place }) => place))];
  return (
    <>
      <p className={styles.count} role="status">
        {strings.found(entries.length)}
      </p>
      {places.map((place) => (
        <section key={place} className={styles.place}>
          <h3 className={styles.heading}>{isStep(place) ? STEP_NAMES[place] : SECTION_NAMES[place]}</h3>
          <ul className={styles.rows}>
            {entries
              .filter((entry) => entry.place === place)
              .map((entry) => (
                <Result key={`${entry.kind} ${entry.id}`} entry={entry} onGo={() => onGo(place)} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function isStep(place: Step | Section): place is Step {
  return STEPS.some((step) => step === place);
}

function Result({ entry, onGo }: { readonly entry: GuideEntry; readonly onGo: () => void }): ReactNode {
  const { scenario } = useCockpit();
  const { steps, tradeoffs, worksheet, curveballs, deep_dives: dives } = scenario.interviewer;
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
    items.find(({ id }) => id === entry.id);
  switch (entry.kind) {
    case 'expectation': {
      const guide = steps.find(({ step }) => step === entry.place);
      const item = guide && byId<Expectation>(LEVELS.flatMap((level) => guide.expect[level]));
      return item && guide ? <ExpectationRow item={item} ladder={ladderFor(guide, item.id)} /> : null;
    }
    case 'probe': {
      const probe = byId(steps.flatMap(({ probes }) => probes));
      return probe ? <ProbeRow probe={probe} /> : null;
    }
    case 'reveal': {
      const reveal = byId(scenario.reveals);
      return reveal ? <RevealRow reveal={reveal} /> : null;
    }
    case 'red-flag': {
      const flag = byId(steps.flatMap(({ red_flags: flags }) => flags));
      return flag ? <RedFlagRow flag={flag} /> : null;
    }
    case 'trade-off': {
      const card = byId(tradeoffs);
      return card ? <TradeOffCard card={card} /> : null;
    }
    case 'worksheet-line': {
      const line = byId(worksheet);
      return line ? <WorksheetRow line={line} /> : null;
    }
    case 'curveball': {
      const curveball = byId(curveballs);
      return curveball ? <CurveballCard curveball={curveball} isDue={false} /> : null;
    }
    case 'deep-dive': {
      const dive = byId(dives);
      return dive ? <DeepDiveCard dive={dive} /> : null;
    }
    case 'reading':
      return (
        <li>
          <button type="button" className={styles.reading} data-guide-item="" onClick={onGo}>
            <span className={styles.excerpt}>{entry.title}</span>
            <span className={styles.go}>{strings.goThere}</span>
          </button>
        </li>
      );
  }
}
