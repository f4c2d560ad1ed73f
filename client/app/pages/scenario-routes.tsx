import { Suspense, lazy } from 'react';
import { Route, Routes } from 'react-router';
import { PageSkeleton } from '../page-skeleton.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { ScenariosPage } from './scenarios-page.tsx';

const ScenarioGuidePage = lazy(() =>
  import('./scenario-guide-page.tsx').then((m) => ({ default: m.ScenarioGuidePage })),
);
const ScenarioBriefingPage = lazy(() =>
  import('./scenario-briefing-page.tsx').then((m) => ({ default: m.ScenarioBriefingPage })),
);
const ScenarioEditorPage = lazy(() =>
  import('./scenario-editor-page.tsx').then((m) => ({ default: m.ScenarioEditorPage })),
);

/** Everything under `/scenarios`. Apart from the other pages, so that a room is not sent the list of what these load. */
export function ScenarioRoutes() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<ScenariosPage part="bank" />} />
        <Route path="own" element={<ScenariosPage part="own" />} />
        <Route path="own/:scenarioId" element={<ScenarioEditorPage />} />
        <Route path=":scenarioId" element={<ScenariosPage part="bank" />} />
        <Route path=":scenarioId/guide" element={<ScenarioGuidePage />} />
        <Route path=":scenarioId/briefing" element={<ScenarioBriefingPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Routes>
    </Suspense>
  );
}
