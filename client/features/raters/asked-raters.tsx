import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { listRaters, withdrawRater, type AssignedRater } from '#shared/contracts/raters.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { formatDateTime } from '#client/ui/format-time.ts';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { raterStrings as strings } from './strings.ts';
import styles from './ask-rater-dialog.module.css';

export const ratersKey = (interviewId: string) => ['raters', interviewId] as const;

/** Who was asked. Whether they have rated shows only to those it may not sway any more. */
export function AskedRaters({ interviewId }: { readonly interviewId: string }) {
  const client = useQueryClient();
  const [withdrawn, setWithdrawn] = useState<AssignedRater | null>(null);
  const list = useQuery({
    queryKey: ratersKey(interviewId),
    queryFn: () => callApi(listRaters, { interviewId }),
  });
  return (
    <section aria-label={strings.listTitle}>
      <h3 className={styles.title}>{strings.listTitle}</h3>
      {list.isPending ? <SkeletonText lines={2} /> : null}
      {list.isError ? (
        <ErrorState
          size="sm"
          title={strings.listFailed}
          isRetrying={list.isRefetching}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {list.data?.raters.length === 0 ? <p className={styles.hint}>{strings.listEmpty}</p> : null}
      <ul className={styles.list}>
        {list.data?.raters.map((rater) => (
          <li key={rater.id} className={styles.row}>
            <span className={styles.who}>
              {rater.isTaken ? (rater.displayName ?? strings.somebody) : strings.openLink}
              <span className={styles.hint}> {strings.dueAt(formatDateTime(new Date(rater.dueAt)))}</span>
            </span>
            {rater.isSubmitted === null || !rater.isTaken ? null : (
              <Badge tone={rater.isSubmitted ? 'good' : 'neutral'}>
                {rater.isSubmitted ? strings.submitted : strings.pending}
              </Badge>
            )}
            {rater.isSubmitted ? null : (
              <Button size="sm" variant="ghost" onClick={() => setWithdrawn(rater)}>
                {strings.withdraw}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={withdrawn !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setWithdrawn(null);
        }}
        title={strings.withdrawTitle}
        description={strings.withdrawText}
        confirmLabel={strings.withdraw}
        failureText={strings.withdrawFailed}
        onConfirm={async () => {
          if (withdrawn) await callApi(withdrawRater, { interviewId, assignmentId: withdrawn.id });
          await client.invalidateQueries({ queryKey: ratersKey(interviewId) });
        }}
      />
    </section>
  );
}
