import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { renewConnection } from '#client/platform/socket.ts';
import { getLogin } from './account-api.ts';

export const LOGIN_KEY = ['accounts', 'login'] as const;

export function useLogin() {
  return useQuery({ queryKey: LOGIN_KEY, queryFn: getLogin, staleTime: 60_000 });
}

/** Call after the login changed: everything read as the former person is forgotten, and the socket shows the new cookie. */
export function useLoginChanged() {
  const client = useQueryClient();
  return useCallback(async () => {
    renewConnection();
    await client.resetQueries();
  }, [client]);
}
