import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { callApi } from '#client/platform/api.ts';
import { getReview, type Review } from '#shared/contracts/review.contract.ts';

/** Key of a review in the query cache. */
export const reviewKey = (interviewId: string) => ['review', interviewId] as const;

/** Somebody's sign that the review changed: `onBroadcast(reviewChanged, ...)` where a socket is open. */
export type ReviewChanges = (listener: (interviewId: string) => void) => () => void;

/** The review as the caller may see it; read again when `changes` says so. */
export function useReview(interviewId: string, changes?: ReviewChanges) {
  const client = useQueryClient();
  useEffect(
    () =>
      changes?.((changedId) => {
        if (changedId === interviewId) void client.invalidateQueries({ queryKey: reviewKey(interviewId) });
      }),
    [changes, client, interviewId],
  );
  return useQuery<Review>({
    queryKey: reviewKey(interviewId),
    queryFn: ({ signal }) => callApi(getReview, { interviewId }, { signal }),
  });
}
