import { useParams } from 'react-router';
import { bankStrings as strings } from '#client/features/scenarios/bank/bank-strings.ts';
import { OpenedGuide } from '#client/features/scenarios/bank/opened-guide.tsx';
import { BriefingView } from '#client/features/scenarios/briefing/briefing-view.tsx';
import page from '#client/ui/page.module.css';
import { usePageTop } from '../use-page-top.ts';
import { useTitle } from '../use-title.ts';

export function ScenarioBriefingPage() {
  const { scenarioId = '' } = useParams();
  useTitle(strings.briefing);
  usePageTop();
  return (
    <main className={page.frame}>
      <OpenedGuide scenarioId={scenarioId}>
        {(scenario) => <BriefingView scenarioId={scenarioId} scenario={scenario} />}
      </OpenedGuide>
    </main>
  );
}
