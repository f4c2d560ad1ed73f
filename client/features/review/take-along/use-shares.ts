import { useQuery } from '@tanstack/react-query';
import { listShares } from '#shared/contracts/sharing.contract.ts';
import { callApi } from '#client/platform/api.ts';

/** Key of an interview's links in the query cache. */
export const sharesKey = (interviewId: string) => ['shares', interviewId] as const;

/** What the reader may share of an interview, and the links there are. */
export function useShares(interviewId: string) {
  return useQuery({
    queryKey: sharesKey(interviewId),
    queryFn: ({ signal }) => callApi(listShares, { interviewId }, { signal }),
  });
}
