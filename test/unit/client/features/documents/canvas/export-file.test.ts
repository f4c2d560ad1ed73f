import { describe, expect, it } from 'vitest';
import { scaleFor } from '#client/features/documents/canvas/exchange/board-png.ts';
import { exportFileName } from '#client/features/documents/canvas/exchange/file-name.ts';

const now = new Date(2026, 10, 5, 23, 59);

describe('the name of an exported file', () => {
  it.each([
    ['Feed ranking', 'feed-ranking-2026-11-05.svg'],
    ['Iris’s room', 'iris-s-room-2026-11-05.svg'],
    ['Größe 模型', 'größe-模型-2026-11-05.svg'],
    ['../../etc/passwd\u0000<x>.exe', 'etc-passwd-x-exe-2026-11-05.svg'],
    ['\u202Egnp.evil', 'gnp-evil-2026-11-05.svg'],
    ['😀 … ---', 'board-2026-11-05.svg'],
    ['', 'board-2026-11-05.svg'],
    ['x'.repeat(10_000), `${'x'.repeat(60)}-2026-11-05.svg`],
  ])('of a board called %j holds words and the date only', (title, expected) => {
    expect(exportFileName(title, { ending: 'svg', now })).toBe(expected);
  });
});

describe('the scale of a picture', () => {
  it('is two, and less where a browser could not draw so many pixels', () => {
    expect(scaleFor(900, 700)).toBe(2);
    expect(scaleFor(8_192, 100)).toBe(1);
    for (const [width, height] of [
      [200_000, 200_000],
      [6_000, 6_000],
      [100, 100_000],
    ] as const) {
      const scale = scaleFor(width, height);
      expect(Math.max(width, height) * scale).toBeLessThanOrEqual(8_192.01);
      expect(width * height * scale * scale).toBeLessThanOrEqual(16_777_217);
    }
  });
});
