import { describe, expect, it } from 'vitest';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatDuration,
  formatRelative,
  formatTimeOfDay,
  spellClock,
} from '#client/ui/format-time.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('formatClock', () => {
  it.each([
    [0, '00:00'],
    [999, '00:00'],
    [4 * minute + 7 * second, '04:07'],
    [59 * minute + 59_999, '59:59'],
    [hour + 2 * minute + 33 * second, '1:02:33'],
    [-42 * second, '-00:42'],
    [-400, '00:00'],
  ])('shows %i ms as %s', (durationMs, text) => {
    expect(formatClock(durationMs)).toBe(text);
  });
});

describe('spellClock', () => {
  it.each([
    [0, '0 seconds'],
    [minute + second, '1 minute 1 second'],
    [2 * hour + 5 * minute, '2 hours 5 minutes'],
  ])('says %i ms as %s', (durationMs, text) => {
    expect(spellClock(durationMs)).toBe(text);
  });
});

describe('formatDuration', () => {
  it.each([
    [8 * second, '8 s'],
    [45 * minute, '45 min'],
    [hour, '1 h'],
    [75 * minute, '1 h 15 min'],
    [hour - second, '1 h'],
  ])('shows %i ms as %s', (durationMs, text) => {
    expect(formatDuration(durationMs)).toBe(text);
  });
});

describe('dates', () => {
  const at = new Date('2026-03-12T13:30:00Z');

  it('follows locale and zone of the reader', () => {
    expect(formatDate(at, { locale: 'en-GB', timeZone: 'UTC' })).toBe('12 Mar 2026');
    expect(formatDate(at, { locale: 'en-US', timeZone: 'UTC' })).toBe('Mar 12, 2026');
    expect(formatTimeOfDay(at, { locale: 'en-GB', timeZone: 'Europe/Warsaw' })).toBe('14:30');
  });

  it('names the zone when asked to', () => {
    expect(formatTimeOfDay(at, { locale: 'en-GB', timeZone: 'UTC', isZoneShown: true })).toBe('13:30 UTC');
    expect(formatDateTime(at, { locale: 'en-GB', timeZone: 'UTC', isZoneShown: true })).toMatch(
      /12 Mar 2026.*13:30 UTC/,
    );
    expect(formatDateTime(at, { locale: 'en-GB', timeZone: 'UTC' })).not.toContain('UTC');
  });
});

describe('formatRelative', () => {
  const now = new Date('2026-03-12T12:00:00Z');
  const style = { locale: 'en-GB', timeZone: 'UTC' };

  it.each([
    [-10 * second, 'just now'],
    [-50 * second, '1 minute ago'],
    [-5 * minute, '5 minutes ago'],
    [2 * hour, 'in 2 hours'],
    [-day, 'yesterday'],
    [day, 'tomorrow'],
    [-10 * day, '2 Mar 2026'],
  ])('shows a distance of %i ms as %s', (distanceMs, text) => {
    expect(formatRelative({ at: new Date(now.getTime() + distanceMs), now, style })).toBe(text);
  });
});
