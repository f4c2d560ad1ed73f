import { ArrowLeft } from 'lucide-react';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { asApiError } from '#client/platform/api-error.ts';
import { browserStorage } from '#client/platform/browser-storage.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useOpened } from '#client/platform/use-opened.ts';
import { callApi } from '#client/platform/api.ts';
import { DraftEditor } from './draft-editor.tsx';
import { createDraftStore } from './draft-store.ts';
import { ownStrings as strings } from './own-strings.ts';
import { useOwnScenario } from './use-own.ts';
import type { OutputOf } from '#shared/contracts/operation.ts';
import type { getOwn } from '#shared/contracts/scenarios.contract.ts';

/** One own scenario to write. */
export function EditorView({ scenarioId }: { readonly scenarioId: string }) {
  const own = useOwnScenario(scenarioId);
  if (own.data) return <OpenDraft key={scenarioId} own={own.data} />;
  if (own.isError) {
    if (asApiError(own.error).code === 'SCENARIO_NOT_FOUND') {
      return (
        <EmptyState
          isPage
          title={strings.goneTitle}
          action={
            <ButtonLink to="/scenarios/own" icon={<ArrowLeft />}>
              {strings.back}
            </ButtonLink>
          }
        >
          {strings.goneText}
        </EmptyState>
      );
    }
    return (
      <ErrorState
        isPage
        title={strings.editorFailed}
        advice={toErrorWords(own.error).advice}
        isRetrying={own.isRefetching}
        onRetry={() => void own.refetch()}
      />
    );
  }
  return (
    <div role="status" aria-busy="true" aria-label={strings.loadingEditor}>
      <Skeleton shape="block" height={480} />
    </div>
  );
}

function OpenDraft({ own }: { readonly own: OutputOf<typeof getOwn> }) {
  const store = useOpened(
    () => createDraftStore(own, { call: callApi, storage: browserStorage() }),
    own.scenario.scenarioId,
  );
  return store ? (
    <DraftEditor store={store} scenario={own.scenario} versions={own.versions} />
  ) : (
    <Skeleton shape="block" height={480} />
  );
}
