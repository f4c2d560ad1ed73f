import type { Section } from './guide-index.ts';
import { ArchitectureView } from './architecture-view.tsx';
import { BriefView } from './brief-view.tsx';
import { useCockpit } from './cockpit-context.ts';
import { splitByLevel } from './cockpit-selectors.ts';
import { STEP_NAMES } from './cockpit-strings.ts';
import { CurveballCard } from './curveball-card.tsx';
import { DeepDiveCard } from './deep-dive-card.tsx';
import { BeyondLevel } from './beyond-level.tsx';
import { MeasuresView } from './measures-view.tsx';
import { RevealRow } from './reveal-row.tsx';
import { STEPS } from '#shared/domain/vocabulary.ts';
import { TradeOffCard } from './trade-off-card.tsx';
import { WorksheetList } from './worksheet-list.tsx';
import reading from './reading.module.css';
import styles from './interview-view.module.css';

export interface SectionViewProps {
  readonly section: Section;
  readonly dueCurveballIds: ReadonlySet<string>;
}

/** One part of the guide that belongs to no single step. */
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
