import type { Page } from 'playwright-core';

/** A key is down for a moment: a radio group chooses what an arrow key leads to only while the key is held. */
const HELD_MS = 30;

/** Somebody who has put the mouse away. Every step ends where the focus is seen to be. */
export interface KeyboardHand {
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** Runs an act by its name in the command palette. */
  readonly run: (act: string) => Promise<void>;
  /** Presses a key until what has the focus says this. */
  readonly walkTo: (words: RegExp, key: 'ArrowDown' | 'Tab' | 'Shift+Tab') => Promise<void>;
  /** What has the focus, by its name for a screen reader. */
  readonly focused: () => Promise<string>;
}

const MAX_STEPS = 60;

export function keyboardHand(page: Page): KeyboardHand {
  const { keyboard } = page;
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return '';
      const label =
        element instanceof HTMLButtonElement || element instanceof HTMLInputElement
          ? element.labels?.[0]?.textContent
          : null;
      return (element.getAttribute('aria-label') ?? label ?? element.textContent ?? '').trim();
    });
  return {
    async press(...keys) {
      // A person presses one key after the other.
      // oxlint-disable-next-line no-await-in-loop
      for (const key of keys) await keyboard.press(key, { delay: HELD_MS });
    },
    type: (text) => keyboard.type(text),
    async run(act) {
      await keyboard.press('Control+k');
      const search = page.getByPlaceholder('Search for an act');
      await search.waitFor();
      await keyboard.type(act);
      await page.getByRole('option', { name: act, exact: false }).first().waitFor();
      await keyboard.press('Enter');
      await search.waitFor({ state: 'detached' });
    },
    async walkTo(words, key) {
      for (let step = 0; step < MAX_STEPS; step += 1) {
        // Each step depends on where the one before it led.
        // oxlint-disable-next-line no-await-in-loop
        if (words.test(await focused())) return;
        // oxlint-disable-next-line no-await-in-loop
        await keyboard.press(key);
      }
      throw new Error(`${key} never led to ${words}; it ended on "${await focused()}"`);
    },
    focused,
  };
}
