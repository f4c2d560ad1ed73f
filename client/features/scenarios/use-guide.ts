import { useQuery } from '@tanstack/react-query';
import { getGuide } from '#shared/contracts/interviews.contract.ts';
import { callApi } from '#client/platform/api.ts';

/**
 * The guide of an interview's scenario, read once: a running interview pins its version. Reading it marks the scenario as
 * seen, so it waits for `isWanted`; one that has been read before on this page is there at once.
 */
export function useGuide(input: {
  readonly interviewId: string;
  readonly scenarioId: string | null;
  readonly isWanted: boolean;
}) {
  const { interviewId, scenarioId, isWanted } = input;
  return useQuery({
    queryKey: ['interview-guide', interviewId, scenarioId],
    queryFn: ({ signal }) => callApi(getGuide, { interviewId }, { signal }),
    enabled: isWanted && scenarioId !== null,
    staleTime: Infinity,
    // The panel is closed and opened again during an hour; the guide must not have to come over the network each time.
    gcTime: Infinity,
    select: ({ scenario }) => scenario,
  });
}
