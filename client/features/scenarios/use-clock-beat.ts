import { useEffect, useState } from 'react';
import type { ServerClock } from '#client/platform/server-clock.ts';

/** Server time cut to whole beats, so that what depends on minutes is not drawn again every second. */
export function useClockBeat(
  clock: ServerClock,
  { beatMs, isTicking }: { beatMs: number; isTicking: boolean },
): number {
  const [now, setNow] = useState(() => toBeat(clock.now(), beatMs));
  useEffect(() => {
    if (!isTicking) return undefined;
    const tick = () => setNow(toBeat(clock.now(), beatMs));
    tick();
    const timer = setInterval(tick, Math.min(beatMs, 1_000));
    return () => clearInterval(timer);
  }, [clock, beatMs, isTicking]);
  return now;
}

function toBeat(now: number, beatMs: number): number {
  return Math.floor(now / beatMs) * beatMs;
}
