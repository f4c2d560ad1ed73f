import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  getCalibration,
  getCalibrationRun,
  giveUpCalibrationRun,
  lockCalibrationRating,
  startCalibrationRun,
  type CalibrationRun,
} from '#shared/contracts/calibration.contract.ts';
import type { RequestOf } from '#shared/contracts/operation.ts';
import { callApi } from '#client/platform/api.ts';
import { asApiError } from '#client/platform/api-error.ts';

const OVERVIEW_KEY = ['calibration'] as const;
const runKey = (runId: string) => ['calibration', 'run', runId] as const;

export function useCalibration() {
  return useQuery({
    queryKey: OVERVIEW_KEY,
    queryFn: ({ signal }) => callApi(getCalibration, {}, { signal }),
  });
}

export function useCalibrationRun(runId: string) {
  return useQuery({
    queryKey: runKey(runId),
    queryFn: ({ signal }) => callApi(getCalibrationRun, { runId }, { signal }),
  });
}

/** Begins a run, or goes on with the one that is going on. The caller keeps `runId` over retries. */
export function useStartRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: RequestOf<typeof startCalibrationRun>) => callApi(startCalibrationRun, input),
    onSettled: () => client.invalidateQueries({ queryKey: OVERVIEW_KEY, exact: true }),
  });
}

/** Locks a dimension and puts its reference into the run. After a conflict the run is read anew. */
export function useLockRating(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<RequestOf<typeof lockCalibrationRating>, 'runId'>) =>
      callApi(lockCalibrationRating, { ...input, runId }),
    onSuccess: ({ locked, run, readiness }) => {
      client.setQueryData<CalibrationRun>(runKey(runId), (before) =>
        before === undefined
          ? before
          : {
              ...before,
              run,
              readiness,
              locked: [...before.locked.filter(({ dimension }) => dimension !== locked.dimension), locked],
            },
      );
      void client.invalidateQueries({ queryKey: OVERVIEW_KEY, exact: true });
    },
    onError: (error) => {
      const { code } = asApiError(error);
      if (code === 'CALIBRATION_LOCKED' || code === 'CALIBRATION_RUN_ENDED')
        void client.invalidateQueries({ queryKey: runKey(runId) });
    },
  });
}

export function useGiveUpRun(runId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(giveUpCalibrationRun, { runId }),
    onSuccess: () => client.invalidateQueries({ queryKey: OVERVIEW_KEY }),
  });
}
