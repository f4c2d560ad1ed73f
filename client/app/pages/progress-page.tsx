import { ProgressPage as Progress } from '#client/features/progress/progress-page.tsx';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';

export function ProgressPage() {
  useTitle(strings.progress);
  return (
    <main>
      <Progress />
    </main>
  );
}
