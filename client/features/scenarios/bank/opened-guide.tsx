import { ArrowLeft } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { InterviewerScenario } from '#shared/contracts/scenario-format.contract.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton, SkeletonText } from '#client/ui/skeleton.tsx';
import { bankStrings as strings } from './bank-strings.ts';
import { useBankGuide, usePreview } from './use-bank.ts';
import styles from './opened-guide.module.css';

export interface OpenedGuideProps {
  readonly scenarioId: string;
  readonly children: (scenario: InterviewerScenario) => ReactNode;
}

/** What stands behind an opened guide. An address alone opens none: whoever has not seen the case reads the price first. */
export function OpenedGuide({ scenarioId, children }: OpenedGuideProps) {
  const preview = usePreview(scenarioId);
  const entry = preview.data?.entry;
  const isOpen = entry !== undefined && (entry.isSeen || entry.origin === 'own');
  const [hasAgreed, setHasAgreed] = useState(false);
  const guide = useBankGuide({ scenarioId, isWanted: isOpen || hasAgreed });
  const back = (
    <ButtonLink to={`/scenarios/${scenarioId}`} icon={<ArrowLeft />}>
      {strings.backToCase}
    </ButtonLink>
  );
  if (guide.data) return children(guide.data);
  if (entry && !isOpen && !hasAgreed) {
    return (
      <EmptyState
        isPage
        title={strings.openTitle}
        action={
          <>
            {back} <Button onClick={() => setHasAgreed(true)}>{strings.openConfirm}</Button>
          </>
        }
      >
        <p>{entry.summary.title}</p>
        <p>{strings.openText}</p>
      </EmptyState>
    );
  }
  const error = guide.error ?? preview.error;
  if (error) {
    const { code } = asApiError(error);
    if (code === 'GUIDE_LOCKED' || code === 'SCENARIO_NOT_FOUND') {
      return (
        <EmptyState
          isPage
          title={code === 'GUIDE_LOCKED' ? strings.lockedTitle : strings.goneTitle}
          action={back}
        >
          {code === 'GUIDE_LOCKED' ? strings.lockedText : strings.goneText}
        </EmptyState>
      );
    }
    return (
      <ErrorState
        isPage
        title={strings.guideFailed}
        advice={toErrorWords(error).advice}
        isRetrying={guide.isFetching || preview.isFetching}
        onRetry={() => void (preview.error ? preview.refetch() : guide.refetch())}
      />
    );
  }
  return (
    <div className={styles.loading} role="status" aria-busy="true" aria-label={strings.loadingGuide}>
      <Skeleton width={320} height={28} />
      <SkeletonText lines={4} />
      <Skeleton shape="block" height={280} />
    </div>
  );
}
