import { useState } from 'react';
import { publishOwn, type OwnScenario } from '#shared/contracts/scenarios.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { ApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useBankChanged } from '../bank/use-bank.ts';
import type { DraftState, DraftStore } from './draft-store.ts';
import { ownStrings as strings } from './own-strings.ts';
import { isHigherVersion, raiseVersion } from './scenario-version.ts';

export interface PublishButtonProps {
  readonly store: DraftStore;
  readonly draft: DraftState;
  readonly scenario: OwnScenario;
}

/** From a draft without faults to a version that interviews can pin. */
export function PublishButton({ store, draft, scenario }: PublishButtonProps) {
  const [isAsking, setIsAsking] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const changed = useBankChanged();
  const { showToast } = useToast();
  const { check, isCheckCurrent } = draft;
  const { latest } = scenario;
  const version = check?.version ?? null;
  const isSame = scenario.isPublished && draft.save === 'saved' && draft.revision === scenario.revision;
  const isLow = latest !== null && version !== null && !isHigherVersion(version, latest.version);
  const reason =
    isSame && latest
      ? strings.upToDate(latest.version)
      : check === null || !isCheckCurrent
        ? strings.checking
        : check.faultCount > 0
          ? strings.mendFirst
          : null;

  async function publish() {
    setFailure(null);
    try {
      const revision = await store.flush();
      if (revision === null) throw new ApiError('UNAVAILABLE');
      await callApi(publishOwn, { scenarioId: scenario.scenarioId, baseRevision: revision });
    } catch (thrown) {
      setFailure(toErrorWords(thrown).title);
      throw thrown;
    }
    await changed();
    showToast({ tone: 'good', title: strings.publishedNow(version ?? '') });
  }

  return (
    <>
      <Button
        variant="primary"
        // Still reachable by keyboard, so that the reason is heard.
        aria-disabled={reason !== null || undefined}
        title={reason ?? undefined}
        onClick={reason === null ? () => setIsAsking(true) : undefined}
      >
        {strings.publish}
      </Button>
      <ConfirmDialog
        isOpen={isAsking && !isLow}
        onOpenChange={setIsAsking}
        title={strings.publishTitle(version ?? '')}
        description={strings.publishText}
        confirmLabel={strings.publishConfirm}
        tone="primary"
        failureText={failure ?? undefined}
        onConfirm={publish}
      />
      <ConfirmDialog
        isOpen={isAsking && isLow}
        onOpenChange={setIsAsking}
        title={strings.raiseTitle}
        description={strings.versionLow(version ?? '', latest?.version ?? '')}
        confirmLabel={strings.raise}
        tone="primary"
        onConfirm={() => {
          const raised = raiseVersion(draft.text, latest?.version ?? '0.0.0');
          if (raised !== null) store.replace(raised);
          setIsAsking(false);
        }}
      >
        <Notice title={strings.raiseText} />
      </ConfirmDialog>
    </>
  );
}
