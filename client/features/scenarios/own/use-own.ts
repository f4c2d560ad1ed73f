import { useQuery, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid';
import { useCallback, useRef } from 'react';
import {
  copyScenario,
  createOwn,
  getOwn,
  listOwn,
  type OwnScenario,
} from '#shared/contracts/scenarios.contract.ts';
import { callApi } from '#client/platform/api.ts';

export function useOwnScenarios() {
  return useQuery({
    queryKey: ['scenarios', 'own'],
    queryFn: ({ signal }) => callApi(listOwn, {}, { signal }),
    select: ({ scenarios }) => scenarios,
  });
}

/** Read once for an editor, which then follows by its own saves. */
export function useOwnScenario(scenarioId: string) {
  return useQuery({
    queryKey: ['scenarios', 'own', scenarioId],
    queryFn: ({ signal }) => callApi(getOwn, { scenarioId }, { signal }),
    // The editor saves by itself: what was read before it says nothing about the draft as it stands.
    gcTime: 0,
  });
}

/** Makes an own scenario of a text, or of the template. The same id goes out until it has worked, so a retry makes no second one. */
export function useCreateOwn() {
  const client = useQueryClient();
  const open = useRef<string | null>(null);
  return useCallback(
    async (text: string | null): Promise<OwnScenario> => {
      open.current ??= nanoid();
      const { scenario } = await callApi(createOwn, { id: open.current, text });
      open.current = null;
      void client.invalidateQueries({ queryKey: ['scenarios', 'own'] });
      return scenario;
    },
    [client],
  );
}

/** Makes an own scenario of another's text, which marks that one as seen. */
export function useCopyScenario() {
  const client = useQueryClient();
  const open = useRef<string | null>(null);
  return useCallback(
    async (scenarioId: string): Promise<OwnScenario> => {
      open.current ??= nanoid();
      const { scenario } = await callApi(copyScenario, { scenarioId, id: open.current });
      open.current = null;
      void client.invalidateQueries({ queryKey: ['scenarios'] });
      return scenario;
    },
    [client],
  );
}
