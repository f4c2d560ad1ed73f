import type { Clock } from '#server/platform/clock.ts';

/** A clock that shows what the script has reached: the whole interview is played in seconds. */
export interface DemoClock extends Clock {
  /** Never backwards. */
  advance(ms: number): void;
}

export function createDemoClock(startAt: number): DemoClock {
  let now = startAt;
  return {
    now: () => now,
    advance(ms) {
      now += Math.max(0, ms);
    },
  };
}

/** Half past six yesterday evening, local time: an evening that is over by now, whenever the demo is run. */
export function yesterdayEvening(now: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() - 1);
  day.setHours(18, 30, 0, 0);
  return day.getTime();
}
