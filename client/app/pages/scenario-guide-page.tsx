import { useParams } from 'react-router';
import { bankStrings as strings } from '#client/features/scenarios/bank/bank-strings.ts';
import { GuideReader } from '#client/features/scenarios/bank/guide-reader.tsx';
import { OpenedGuide } from '#client/features/scenarios/bank/opened-guide.tsx';
import page from '#client/ui/page.module.css';
import { usePageTop } from '../use-page-top.ts';
import { useTitle } from '../use-title.ts';

export function ScenarioGuidePage() {
  const { scenarioId = '' } = useParams();
  useTitle(strings.guideHeading);
  usePageTop();
  return (
    <main className={page.frame}>
      <OpenedGuide scenarioId={scenarioId}>
        {(scenario) => <GuideReader scenarioId={scenarioId} scenario={scenario} />}
      </OpenedGuide>
    </main>
  );
}
