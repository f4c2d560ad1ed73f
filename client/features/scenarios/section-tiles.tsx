import { BookOpen, Calculator, Layers, LayoutGrid, Ruler, Scale, Shuffle, Telescope } from 'lucide-react';
import { useCockpit } from './cockpit-context.ts';
import { isGivenFact, splitByLevel, type Count } from './cockpit-selectors.ts';
import { SECTION_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { SECTIONS, type Section } from './guide-index.ts';
import styles from './section-tiles.module.css';

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
