import { useEffect, useState } from 'react';
import type { ServerClock } from '#client/platform/server-clock.ts';

/** Server time, renewed once a second just after its second turns, so that all clocks in the room step together. */
export function useServerNow(clock: ServerClock, isTicking = true): number {
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    if (!isTicking) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      setNow(clock.now());
      timer = setTimeout(tick, 1_000 - (clock.now() % 1_000) + 5);
    };
    tick();
    return () => clearTimeout(timer);
  }, [clock, isTicking]);
  return now;
}
