import { LeadPage as Lead } from '#client/features/progress/lead-page.tsx';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';

export function LeadPage() {
  useTitle(strings.leadTitle);
  return (
    <main>
      <Lead />
    </main>
  );
}
