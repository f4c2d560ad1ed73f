import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from '#client/platform/query-client.ts';

/**
 * Stands around what reads REST state through queries. Not around the whole page, because the candidate's room does
 * without and need not load them; every place shares the one cache.
 */
export function Queries({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>;
}
