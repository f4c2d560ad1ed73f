/** How a file writes figures: the same whatever the language of the machine. */

/** `04:07`, `1:02:33`; whole seconds, cut as clocks do. */
export function formatClock(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1_000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const tail = `${pad(Math.floor((seconds % 3_600) / 60))}:${pad(seconds % 60)}`;
  return seconds >= 3_600 ? `${Math.floor(seconds / 3_600)}:${tail}` : tail;
}

/** 306 -> `3.06`, 300 -> `3`. */
export function formatHundredths(value: number): string {
  return String(value / 100);
}

/** 100 -> `+1`. */
export function formatSigned(value: number): string {
  return value > 0 ? `+${formatHundredths(value)}` : formatHundredths(value).replace('-', '\u2212');
}

/** `30 Nov 2026, 14:05 GMT+1`. @param iso ISO 8601 @param timeZone IANA name known to this machine */
export function formatMoment(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  }).format(new Date(iso));
}

/** `timeZone` if this machine knows it, else UTC. */
export function knownTimeZone(timeZone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: timeZone ?? 'UTC' }).resolvedOptions().timeZone;
  } catch {
    // A browser may know zones this machine does not.
    return 'UTC';
  }
}
