import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import { readShared } from '#shared/contracts/sharing.contract.ts';
import { SharedView } from '#client/features/review/shared/shared-view.tsx';
import { SHARE_ERRORS, sharedStrings } from '#client/features/review/take-along/strings.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import page from '#client/ui/page.module.css';
import { PageSkeleton } from '../page-skeleton.tsx';
import { appStrings as strings } from '../strings.ts';
import { useTitle } from '../use-title.ts';

/** `/shared/:token`: one part of an ended interview for anybody with the link. */
export function SharedPage() {
  const { token = '' } = useParams();
  const query = useQuery({
    queryKey: ['shared', token],
    queryFn: ({ signal }) => callApi(readShared, { token }, { signal }),
  });
  const shared = query.data;
  useTitle(shared?.state === 'open' ? shared.title : null);
  useUnlisted();

  if (query.isPending) return <PageSkeleton />;
  if (query.isError) {
    const words = toErrorWords(query.error, SHARE_ERRORS);
    return (
      <main>
        <ErrorState
          isPage
          title={words.title}
          advice={words.advice}
          isRetrying={query.isRefetching}
          // A link that is not known will not be known a second later.
          onRetry={asApiError(query.error).isRetryable ? () => void query.refetch() : undefined}
          action={<ButtonLink to="/">{strings.backHome}</ButtonLink>}
        />
      </main>
    );
  }
  if (query.data.state !== 'open') {
    const isExpired = query.data.state === 'expired';
    return (
      <main>
        <EmptyState isPage title={isExpired ? sharedStrings.expiredTitle : sharedStrings.revokedTitle}>
          {isExpired ? sharedStrings.expiredText : sharedStrings.revokedText}
        </EmptyState>
      </main>
    );
  }
  return (
    <main className={page.frame}>
      <SharedView shared={query.data} />
    </main>
  );
}

/** The server says the same in headers; this is for readers that only look at the page. */
function useUnlisted(): void {
  useEffect(() => {
    const meta = document.createElement('meta');
    meta.name = 'robots';
    meta.content = 'noindex, nofollow';
    document.head.append(meta);
    return () => meta.remove();
  }, []);
}
