import { FileText } from 'lucide-react';
import type { InterviewSetup } from '#shared/domain/interview-state.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { setupStrings as strings } from './setup-strings.ts';

/** To the ten minutes of reading before the interview. That page says the price where the guide has not been opened. */
export function BriefingLink({ setup }: { setup: Pick<InterviewSetup, 'scenarioId' | 'level' | 'format'> }) {
  if (setup.scenarioId === null) return null;
  const { scenarioId, level, format } = setup;
  return (
    <ButtonLink
      variant="ghost"
      icon={<FileText />}
      to={`/scenarios/${scenarioId}/briefing?level=${level}&format=${format}`}
      target="_blank"
    >
      {strings.briefing}
      <span className="visually-hidden">, {strings.newTab}</span>
    </ButtonLink>
  );
}
