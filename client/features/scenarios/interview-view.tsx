import { BookOpen, Calculator, Layers, LayoutGrid, Ruler, Scale, Shuffle, Telescope } from 'lucide-react';
import type { Section } from './guide-index.ts';
import { SECTIONS } from './guide-index.ts';
import { ArchitectureView } from './architecture-view.tsx';
import { BriefView } from './brief-view.tsx';
import { useCockpit } from './cockpit-context.ts';
import { splitByLevel, type Count } from './cockpit-selectors.ts';
import { SECTION_NAMES, STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { CurveballCard } from './curveball-card.tsx';
import { DeepDiveCard } from './deep-dive-card.tsx';
import { BeyondLevel } from './beyond-level.tsx';
import { MeasuresView } from './measures-view.tsx';
import { RevealRow } from './reveal-row.tsx';
import { STEPS } from '#shared/domain/vocabulary.ts';
import { TradeOffCard } from './trade-off-card.tsx';
import { WorksheetList } from './worksheet-list.tsx';
import { isGivenFact } from './worksheet-numbers.ts';
import reading from './reading.module.css';
import styles from './interview-view.module.css';

const ICONS: Readonly<Record<Section, typeof Layers>> = {
  reveals: Layers,
  'trade-offs': Scale,
  worksheet: Calculator,
  curveballs: Shuffle,
  'deep-dives': Telescope,
  architecture: LayoutGrid,
  measures: Ruler,
  brief: BookOpen,
};

export interface SectionTilesProps {
  readonly section: Section;
  readonly onChoose: (section: Section) => void;
}

/** The parts of the guide that belong to no single step. */
export function SectionTiles({ section, onChoose }: SectionTilesProps) {
  const { scenario, progress, shown, level } = useCockpit();
  const { interviewer } = scenario;
  const counts: Partial<Record<Section, Count>> = {
    reveals: {
      done: scenario.reveals.filter(({ id }) => shown.has(id)).length,
      total: scenario.reveals.length,
    },
    'trade-offs': { done: progress.tradeOffs.size, total: interviewer.tradeoffs.length },
    worksheet: {
      done: progress.worksheet.size,
      total: interviewer.worksheet.filter((line) => !isGivenFact(line)).length,
    },
    curveballs: {
      done: progress.curveballs.size,
      total: splitByLevel(interviewer.curveballs, level).within.length,
    },
    'deep-dives': {
      done: progress.deepDives.size,
      total: splitByLevel(interviewer.deep_dives, level).within.length,
    },
  };
  return (
    <nav aria-label={strings.sections}>
      <ul className={styles.tiles}>
        {SECTIONS.map((each) => {
          const Icon = ICONS[each];
          const count = counts[each];
          return (
            <li key={each}>
              <button
                type="button"
                className={styles.tile}
                aria-current={each === section ? 'page' : undefined}
                onClick={() => onChoose(each)}
              >
                <span className={styles.top}>
                  <Icon aria-hidden="true" />
                  {count && count.done > 0 ? (
                    <span className={styles.count}>
                      {count.done}/{count.total}
                    </span>
                  ) : null}
                </span>
                <span>{SECTION_NAMES[each]}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

export interface SectionViewProps {
  readonly section: Section;
  readonly dueCurveballIds: ReadonlySet<string>;
}

export function SectionView({ section, dueCurveballIds }: SectionViewProps) {
  const { scenario, level } = useCockpit();
  const { interviewer, reveals } = scenario;
  switch (section) {
    case 'reveals':
      return STEPS.map((step) => {
        const cards = reveals.filter((reveal) => reveal.step === step);
        if (cards.length === 0) return null;
        return (
          <section key={step} className={reading.block}>
            <h3 className={styles.heading}>{STEP_NAMES[step]}</h3>
            <ul className={styles.rows}>
              {cards.map((reveal) => (
                <RevealRow key={reveal.id} reveal={reveal} />
              ))}
            </ul>
          </section>
        );
      });
    case 'trade-offs':
      return (
        <ul>
          {interviewer.tradeoffs.map((card) => (
            <TradeOffCard key={card.id} card={card} />
          ))}
        </ul>
      );
    case 'worksheet':
      return <WorksheetList />;
    case 'curveballs': {
      const { within, beyond } = splitByLevel(interviewer.curveballs, level);
      return (
        <>
          <ul>
            {within.map((curveball) => (
              <CurveballCard
                key={curveball.id}
                curveball={curveball}
                isDue={dueCurveballIds.has(curveball.id)}
              />
            ))}
          </ul>
          <BeyondLevel count={beyond.length}>
            <ul>
              {beyond.map((curveball) => (
                <CurveballCard key={curveball.id} curveball={curveball} isDue={false} />
              ))}
            </ul>
          </BeyondLevel>
        </>
      );
    }
    case 'deep-dives': {
      const { within, beyond } = splitByLevel(interviewer.deep_dives, level);
      return (
        <>
          <ul className={styles.rows}>
            {within.map((dive) => (
              <DeepDiveCard key={dive.id} dive={dive} />
            ))}
          </ul>
          <BeyondLevel count={beyond.length}>
            <ul className={styles.rows}>
              {beyond.map((dive) => (
                <DeepDiveCard key={dive.id} dive={dive} />
              ))}
            </ul>
          </BeyondLevel>
        </>
      );
    }
    case 'architecture':
      return <ArchitectureView />;
    case 'measures':
      return <MeasuresView />;
    case 'brief':
      return <BriefView />;
  }
}
