import { Suspense, lazy } from 'react';
import { BrowserRouter, Outlet, Route, Routes } from 'react-router';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { UiProvider } from '#client/ui/ui-provider.tsx';
import { FailureToasts } from './failure-toasts.tsx';
import { PageKeys } from './page-keys.tsx';
import { PageSkeleton } from './page-skeleton.tsx';
import { appStrings as strings } from './strings.ts';

const SiteFrame = lazy(() => import('./site-frame.tsx').then((m) => ({ default: m.SiteFrame })));
const HomePage = lazy(() => import('./pages/home-page.tsx').then((m) => ({ default: m.HomePage })));
const JoinPage = lazy(() => import('./pages/join-page.tsx').then((m) => ({ default: m.JoinPage })));
const RoomPage = lazy(() => import('./pages/room-page.tsx').then((m) => ({ default: m.RoomPage })));
const ReviewPage = lazy(() => import('./pages/review-page.tsx').then((m) => ({ default: m.ReviewPage })));
const SharedPage = lazy(() => import('./pages/shared-page.tsx').then((m) => ({ default: m.SharedPage })));
const CalibrationPage = lazy(() =>
  import('./pages/calibration-page.tsx').then((m) => ({ default: m.CalibrationPage })),
);
const CalibrationRunPage = lazy(() =>
  import('./pages/calibration-run-page.tsx').then((m) => ({ default: m.CalibrationRunPage })),
);
const RatePage = lazy(() => import('./pages/rate-page.tsx').then((m) => ({ default: m.RatePage })));
const ProgressPage = lazy(() =>
  import('./pages/progress-page.tsx').then((m) => ({ default: m.ProgressPage })),
);
const LeadPage = lazy(() => import('./pages/lead-page.tsx').then((m) => ({ default: m.LeadPage })));
const SettingsPage = lazy(() =>
  import('./pages/settings-page.tsx').then((m) => ({ default: m.SettingsPage })),
);
const ScenarioRoutes = lazy(() =>
  import('./pages/scenario-routes.tsx').then((m) => ({ default: m.ScenarioRoutes })),
);
const NotFoundPage = lazy(() =>
  import('./pages/not-found-page.tsx').then((m) => ({ default: m.NotFoundPage })),
);

export function App() {
  return (
    <UiProvider>
      <BrowserRouter>
        <Routes>
          <Route element={<PageArea />}>
            <Route element={<SiteFrame />}>
              <Route element={<PageArea />}>
                <Route index element={<HomePage />} />
                <Route path="join/:token" element={<JoinPage />} />
                <Route path="interviews/:interviewId/review" element={<ReviewPage />} />
                <Route path="shared/:token" element={<SharedPage />} />
                <Route path="calibration" element={<CalibrationPage />} />
                <Route path="calibration/runs/:runId" element={<CalibrationRunPage />} />
                <Route path="interviews/:interviewId/rate" element={<RatePage />} />
                <Route path="progress" element={<ProgressPage />} />
                <Route path="progress/lead" element={<LeadPage />} />
                <Route path="settings" element={<SettingsPage />} />
                <Route path="scenarios/*" element={<ScenarioRoutes />} />
                <Route path="*" element={<NotFoundPage />} />
              </Route>
            </Route>
            {/* The room brings its own top bar. */}
            <Route path="rooms/:roomId" element={<RoomPage />} />
          </Route>
        </Routes>
        <PageKeys />
      </BrowserRouter>
      <FailureToasts />
    </UiProvider>
  );
}

function PageArea() {
  return (
    <ErrorBoundary title={strings.pageFailed} kept={strings.pageKept} advice={strings.pageAdvice}>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  );
}
