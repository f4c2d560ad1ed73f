import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** REST state. Refusals are answers, so only what may succeed later is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiError && error.isRetryable,
      retryDelay: (failures) => 400 * 2 ** failures,
    },
    mutations: { retry: false },
  },
});
