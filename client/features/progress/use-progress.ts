import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { callApi } from '#client/platform/api.ts';
import {
  getCandidateProgress,
  getInterviewerProgress,
  getLeadView,
  getScenarioStatistics,
  listHistory,
  type HistorySide,
} from '#shared/contracts/progress.contract.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import type { LeadFilter } from './use-lead-filter.ts';

/** How often the lead's view looks again while intervals are computed. */
const PENDING_MS = 1_500;

export function useCandidateProgress(level: Level | null) {
  return useQuery({
    queryKey: ['progress', 'candidate', level],
    queryFn: ({ signal }) => callApi(getCandidateProgress, level === null ? {} : { level }, { signal }),
    // Another level changes the plan alone: the rest stays in sight meanwhile.
    placeholderData: (before) => before,
  });
}

export function useInterviewerProgress() {
  return useQuery({
    queryKey: ['progress', 'interviewer'],
    queryFn: ({ signal }) => callApi(getInterviewerProgress, {}, { signal }),
  });
}

export function useHistory(side: HistorySide) {
  return useInfiniteQuery({
    queryKey: ['progress', 'history', side],
    queryFn: ({ pageParam, signal }) =>
      callApi(listHistory, pageParam === null ? { side } : { side, after: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useLeadView({ roomId, period }: LeadFilter) {
  return useQuery({
    queryKey: ['progress', 'lead', roomId, period],
    queryFn: ({ signal }) =>
      callApi(
        getLeadView,
        { ...(roomId === null ? {} : { roomId }), ...(period === null ? {} : { period }) },
        { signal },
      ),
    // The filter stays in sight while another choice is on its way.
    placeholderData: (before) => before,
    refetchInterval: ({ state }) => (state.data?.agreement.areIntervalsPending ? PENDING_MS : false),
  });
}

export function useScenarioStatistics(scenarioId: string) {
  return useQuery({
    queryKey: ['progress', 'scenario', scenarioId],
    queryFn: ({ signal }) => callApi(getScenarioStatistics, { scenarioId }, { signal }),
  });
}
