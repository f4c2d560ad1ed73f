import { expect, it } from 'vitest';
import { TokenBucket } from '#server/features/documents/token-bucket.ts';

it('lets a burst pass, then says how long the debt takes to refill', () => {
  const bucket = new TokenBucket({ perSecond: 10, burst: 5, now: 0 });
  expect(bucket.take(5, 0)).toBe(0);
  expect(bucket.take(2, 0)).toBe(200);
  expect(bucket.take(1, 1_000)).toBe(0);
  expect(bucket.take(5, 100_000)).toBe(0);
  expect(bucket.take(1, 100_000)).toBe(100);
});
