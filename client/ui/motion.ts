/**
 * How long a movement made by script may take: nothing for people who asked the system for less motion. Styles follow that
 * wish by themselves.
 */
export function motionMs(wantedMs: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : wantedMs;
}
