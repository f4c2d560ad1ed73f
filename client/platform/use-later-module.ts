import { useEffect, useRef, useState } from 'react';

/**
 * A module that is fetched once it is wanted, and otherwise `afterMs` after mounting, so that it is there should the page
 * go offline; null until then. Not `lazy`: a fetch that fails, as it does offline, must not take the screen with it. It is
 * tried again when it is wanted anew and when the network is back. `fetchModule` is an `import()`, which is cached.
 */
export function useLaterModule<Module>(
  fetchModule: () => Promise<Module>,
  {
    isWanted,
    afterMs,
    wantedAfterMs = 0,
  }: {
    readonly isWanted: boolean;
    readonly afterMs: number;
    /** For what is not missed at once. */
    readonly wantedAfterMs?: number;
  },
): Module | null {
  const [loaded, setLoaded] = useState<{ readonly module: Module } | null>(null);
  const newestFetch = useRef(fetchModule);
  useEffect(() => {
    newestFetch.current = fetchModule;
  });
  const isLoaded = loaded !== null;
  useEffect(() => {
    if (isLoaded) return undefined;
    let isOver = false;
    const load = (): void => {
      newestFetch.current().then(
        (module) => {
          if (!isOver) setLoaded({ module });
        },
        () => null,
      );
    };
    const timer = setTimeout(load, isWanted ? wantedAfterMs : afterMs);
    window.addEventListener('online', load);
    return () => {
      isOver = true;
      clearTimeout(timer);
      window.removeEventListener('online', load);
    };
  }, [isLoaded, isWanted, afterMs, wantedAfterMs]);
  return loaded?.module ?? null;
}
