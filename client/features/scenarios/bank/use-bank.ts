import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { listBank, openBankGuide, previewScenario } from '#shared/contracts/scenarios.contract.ts';
import { callApi } from '#client/platform/api.ts';

const LIST_KEY = ['scenarios', 'bank'] as const;
const previewKey = (scenarioId: string) => ['scenarios', 'preview', scenarioId] as const;
const guideKey = (scenarioId: string) => ['scenarios', 'guide', scenarioId] as const;

export function useBank() {
  return useQuery({
    queryKey: LIST_KEY,
    queryFn: ({ signal }) => callApi(listBank, {}, { signal }),
    select: ({ scenarios }) => scenarios,
  });
}

/** What a candidate would be given, and whether the caller has seen the case. */
export function usePreview(scenarioId: string) {
  return useQuery({
    queryKey: previewKey(scenarioId),
    queryFn: ({ signal }) => callApi(previewScenario, { scenarioId }, { signal }),
  });
}

/**
 * The guide, which marks the case as seen: it is asked for only when the person has said so, or has seen the case before.
 */
export function useBankGuide({ scenarioId, isWanted }: { scenarioId: string; isWanted: boolean }) {
  const client = useQueryClient();
  return useQuery({
    queryKey: guideKey(scenarioId),
    queryFn: async () => {
      const { scenario } = await callApi(openBankGuide, { scenarioId });
      void client.invalidateQueries({ queryKey: LIST_KEY });
      void client.invalidateQueries({ queryKey: previewKey(scenarioId) });
      return scenario;
    },
    enabled: isWanted,
    staleTime: 60_000,
  });
}

/** Call after something was published, retired, shared or seen. */
export function useBankChanged() {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ['scenarios'] }), [client]);
}
