const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How a reader sees times; both default to the browser's own. */
export type TimeStyle = {
  readonly locale?: string | undefined;
  /** IANA name, such as `Europe/Warsaw`. */
  readonly timeZone?: string | undefined;
  /** Adds the zone, for when two people may differ. */
  readonly isZoneShown?: boolean | undefined;
};

/** `04:07`, `59:59`, `1:02:33`; below zero `-00:42`. Whole seconds, cut and not rounded, as clocks do. */
export function formatClock(durationMs: number): string {
  const totalSeconds = Math.floor(Math.abs(durationMs) / secondMs);
  const hours = Math.floor(totalSeconds / 3600);
  const minutes = Math.floor((totalSeconds % 3600) / 60);
  const seconds = totalSeconds % 60;
  const sign = durationMs < 0 && totalSeconds > 0 ? '-' : '';
  const tail = `${pad(minutes)}:${pad(seconds)}`;
  return hours > 0 ? `${sign}${hours}:${tail}` : `${sign}${tail}`;
}

/** The same time in words for screen readers: `4 minutes 7 seconds`. */
export function spellClock(durationMs: number): string {
  const totalSeconds = Math.floor(Math.abs(durationMs) / secondMs);
  const parts = [
    count(Math.floor(totalSeconds / 3600), 'hour'),
    count(Math.floor((totalSeconds % 3600) / 60), 'minute'),
    count(totalSeconds % 60, 'second'),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : '0 seconds';
}

/** A length to plan with: `45 min`, `1 h 15 min`; under a minute in seconds. */
export function formatDuration(durationMs: number): string {
  if (durationMs < minuteMs) return `${Math.round(durationMs / secondMs)} s`;
  const minutes = Math.round(durationMs / minuteMs);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${minutes} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** `12 Mar 2026` in the reader's order. */
export function formatDate(at: Date, style: TimeStyle = {}): string {
  return new Intl.DateTimeFormat(style.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: style.timeZone,
  }).format(at);
}

/** `14:30`, with the zone where asked for. */
export function formatTimeOfDay(at: Date, style: TimeStyle = {}): string {
  return new Intl.DateTimeFormat(style.locale, {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: style.timeZone,
    ...(style.isZoneShown ? { timeZoneName: 'short' } : {}),
  }).format(at);
}

/** `Thu, 12 Mar 2026, 14:30` in the reader's order, with the zone where asked for. */
export function formatDateTime(at: Date, style: TimeStyle = {}): string {
  return new Intl.DateTimeFormat(style.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: style.timeZone,
    ...(style.isZoneShown ? { timeZoneName: 'short' } : {}),
  }).format(at);
}

/** `just now`, `5 minutes ago`, `in 2 hours`, `yesterday`; past a week the date. */
export function formatRelative({ at, now, style = {} }: { at: Date; now: Date; style?: TimeStyle }): string {
  const differenceMs = at.getTime() - now.getTime();
  const distanceMs = Math.abs(differenceMs);
  const format = new Intl.RelativeTimeFormat(style.locale, { numeric: 'auto' });
  if (distanceMs < 45 * secondMs)
    return format.format(0, 'second') === 'now' ? 'just now' : format.format(0, 'second');
  if (distanceMs < 45 * minuteMs) return format.format(atLeastOne(differenceMs / minuteMs), 'minute');
  if (distanceMs < 22 * hourMs) return format.format(atLeastOne(differenceMs / hourMs), 'hour');
  if (distanceMs < 7 * dayMs) return format.format(atLeastOne(differenceMs / dayMs), 'day');
  return formatDate(at, style);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function count(value: number, unit: string): string {
  if (value === 0) return '';
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}

/** Rounds to a whole number, but never to nought: "in 0 minutes" says nothing. */
function atLeastOne(value: number): number {
  return Math.round(value) || Math.sign(value);
}
