import { ArrowLeft, Printer } from 'lucide-react';
import { Link, useSearchParams } from 'react-router';
import type { InterviewerScenario } from '#shared/contracts/scenario-format.contract.ts';
import { FORMATS, LEVELS } from '#shared/domain/vocabulary.ts';
import { Button } from '#client/ui/button.tsx';
import { useLightPrint } from '#client/ui/use-light-print.ts';
import { bankStrings as strings } from '../bank/bank-strings.ts';
import { ReadingChoices, pick } from '../bank/guide-reader.tsx';
import { BriefingSheet } from './briefing-sheet.tsx';
import styles from './briefing-view.module.css';

export interface BriefingViewProps {
  readonly scenarioId: string;
  readonly scenario: InterviewerScenario;
}

/** The two sheets with the choice of whom and how long they are for; only the sheets are printed. */
export function BriefingView({ scenarioId, scenario }: BriefingViewProps) {
  const [params, setParams] = useSearchParams();
  const { levels } = scenario.meta;
  const level =
    pick(LEVELS, params.get('level')) ?? levels.find((each) => each === 'senior') ?? levels[0] ?? 'senior';
  const format = pick(FORMATS, params.get('format')) ?? 'm60';
  useLightPrint();
  return (
    <>
      <div className={styles.bar}>
        <Link to={`/scenarios/${scenarioId}/guide`} className={styles.back}>
          <ArrowLeft size={16} aria-hidden="true" />
          {strings.guideHeading}
        </Link>
        <div className={styles.acts}>
          <ReadingChoices
            level={level}
            format={format}
            onChoose={(change) => setParams({ level, format, ...change }, { replace: true })}
          />
          <Button icon={<Printer />} onClick={() => window.print()}>
            {strings.print}
          </Button>
        </div>
      </div>
      <BriefingSheet scenario={scenario} level={level} format={format} />
    </>
  );
}
