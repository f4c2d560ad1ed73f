import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until two pages show the same. Both are read until they do: the words for listeners come a moment after the drawing. */
export async function seeSame(
  one: Page,
  other: Page,
  read: (page: Page) => Promise<unknown>,
  timeoutMs = 30_000,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const [first, second] = await Promise.all([read(one), read(other)]);
        return isDeepStrictEqual(first, second) ? 'the same' : { first, second };
      },
      { timeout: timeoutMs },
    )
    .toBe('the same');
}
