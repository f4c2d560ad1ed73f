import { useEffect } from 'react';

/** Closing or reloading the page of a running interview asks once; the browser chooses the words. */
export function useLeaveGuard(isRunning: boolean): void {
  useEffect(() => {
    if (!isRunning) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isRunning]);
}
