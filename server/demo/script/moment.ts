import { invariant } from '#shared/errors.ts';

/** A moment on the interview clock as people say it, pauses excluded: `27:40`. */
export type Moment = `${number}:${number}`;

/** A thing that happens at a moment. */
export type Timed<Act> = Act & { readonly at: Moment };

/** Milliseconds on the interview clock. */
export function toOffsetMs(moment: Moment): number {
  const [minutes, seconds] = moment.split(':').map(Number);
  invariant(
    minutes !== undefined && seconds !== undefined && seconds < 60,
    `${moment} is minutes and seconds`,
  );
  return (minutes * 60 + seconds) * 1000;
}
