/**
 * How far this device's clock is from the server's, measured from the `serverNow` of replies as in NTP: the server read
 * its clock about half-way between sending and receiving. The reply with the shortest round trip of the last few is the
 * most exact one, so it is the one believed.
 */
export interface ServerClock {
  /** Server time now, epoch ms. */
  readonly now: () => number;
  /** A reply that carried `serverNow`; both times are this device's, epoch ms. */
  readonly measure: (sample: { sentAt: number; receivedAt: number; serverNow: number }) => void;
}

interface Sample {
  readonly offsetMs: number;
  readonly roundTripMs: number;
}

/** Enough to outlive one slow minute, few enough to follow a device whose clock was put right. */
const KEPT_SAMPLES = 8;
/** Share of a correction taken over at once; a step of the clock in front of people under stress is worse than 50 ms. */
const SMOOTHING = 0.5;
/** Beyond this the clock was plainly wrong and is set at once. */
const STEP_MS = 1_000;

export function createServerClock(deviceNow: () => number = Date.now): ServerClock {
  let samples: readonly Sample[] = [];
  let offsetMs: number | null = null;
  return {
    now: () => deviceNow() + (offsetMs ?? 0),
    measure({ sentAt, receivedAt, serverNow }) {
      const sample = { offsetMs: serverNow - (sentAt + receivedAt) / 2, roundTripMs: receivedAt - sentAt };
      samples = [...samples, sample].slice(-KEPT_SAMPLES);
      const best = samples.reduce((a, b) => (b.roundTripMs <= a.roundTripMs ? b : a));
      const error = offsetMs === null ? 0 : best.offsetMs - offsetMs;
      offsetMs =
        offsetMs === null || Math.abs(error) > STEP_MS ? best.offsetMs : offsetMs + error * SMOOTHING;
    },
  };
}

export const serverClock = createServerClock();
