import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Visitor } from './browser.ts';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const SIZES = {
  wide: { width: 1440, height: 900 },
  medium: { width: 1024, height: 768 },
  narrow: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof SIZES;
const ALL_SIZES: readonly Size[] = ['wide', 'medium', 'narrow'];
/** A hundred pictures take half as long as all the looking: without the wish only what is wrong has its picture taken. */
const EVERY_PICTURE = process.env['EVERY_PICTURE'] !== undefined;

export interface PageCheck {
  /** What was wrong so far, one line each; empty is the aim. */
  readonly faults: string[];
  /** Makes the check available on the pages a visitor opens from now on. */
  prepare(visitor: Visitor): Promise<void>;
  /**
   * Looks at a state of a page at each size, and runs axe at the first size in light and at the last in dark. What is
   * wrong, or with `EVERY_PICTURE` everything, has its picture taken into the artifacts.
   */
  look(visitor: Visitor, title: string, options?: { sizes?: readonly Size[] }): Promise<void>;
}

/** Collects what is wrong with pages instead of stopping at the first fault, so that one run tells everything. */
export function createPageCheck(): PageCheck {
  const faults: string[] = [];
  return {
    faults,
    async prepare(visitor) {
      // An init script is not subject to the page's own content policy, which forbids to add one later.
      await visitor.context.addInitScript({ path: axePath });
    },
    async look(visitor, title, { sizes = ALL_SIZES } = {}) {
      const { page } = visitor;
      for (const [index, size] of sizes.entries()) {
        await page.setViewportSize(SIZES[size]);
        await settle(page);
        const found = await layoutFaults(page);
        if (index === 0) found.push(...(await axeFaults(page, size)));
        faults.push(...found.map((fault) => `${title}, ${size}: ${fault}`));
        if (EVERY_PICTURE || found.length > 0) await visitor.screenshot(`pages/${title}-${size}-light`);
      }
      const last = sizes.at(-1) ?? 'wide';
      await page.emulateMedia({ colorScheme: 'dark' });
      await settle(page);
      const found = await axeFaults(page, last);
      faults.push(...found.map((fault) => `${title}, ${last}, dark: ${fault}`));
      if (EVERY_PICTURE || found.length > 0) await visitor.screenshot(`pages/${title}-${last}-dark`);
      if (last !== 'wide' && EVERY_PICTURE) {
        await page.setViewportSize(SIZES.wide);
        await settle(page);
        await visitor.screenshot(`pages/${title}-wide-dark`);
        await page.setViewportSize(SIZES[last]);
      }
      await page.emulateMedia({ colorScheme: 'light' });
      faults.push(...visitor.complaints.splice(0).map((complaint) => `${title}: ${complaint}`));
    },
  };
}

/** Until it stands still: two frames, one to lay out and one for what watches sizes, and every change of colour. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const frames = async () => {
      for (let frame = 0; frame < 2; frame += 1) {
        await new Promise((resolve) => {
          requestAnimationFrame(resolve);
        });
      }
    };
    await frames();
    // What turns for ever is not waited for; a change that is cut short is over too.
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished),
    );
    await frames();
  });
}

async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`scrolls sideways, ${scrollWidth} px in ${clientWidth}`);
    for (const element of document.querySelectorAll('main, main *, aside, aside *, [role="dialog"] *')) {
      const style = getComputedStyle(element);
      const scrolls = style.overflowX === 'auto' || style.overflowX === 'scroll';
      // What is marked with a name may be scrolled on purpose: a wide table, a strip of tools.
      if (!scrolls || element.hasAttribute('aria-label') || element.tagName === 'TEXTAREA') continue;
      if (element.scrollWidth > element.clientWidth + 1 && isShown(element)) {
        found.push(
          `<${element.tagName.toLowerCase()} class="${element.className}"> scrolls sideways, ${element.scrollWidth} px in ${element.clientWidth}`,
        );
      }
    }
    const count = (selector: string) => [...document.querySelectorAll(selector)].filter(isShown).length;
    if (count('main') !== 1) found.push(`${count('main')} main landmarks`);
    if (document.querySelectorAll('h1').length !== 1)
      found.push(
        `${document.querySelectorAll('h1').length} h1: ${[...document.querySelectorAll('h1')].map((h) => h.textContent).join(' | ')}`,
      );
    if (document.title === '') found.push('no title');
    return found;
  });
}

async function axeFaults(page: Page, size: Size): Promise<string[]> {
  const options: Axe.RunOptions = {
    resultTypes: ['violations'],
    // What is tapped needs 24 px; a mouse is finer.
    rules: { 'target-size': { enabled: size === 'narrow' } },
  };
  const { violations } = await page.evaluate(async (given): Promise<Axe.AxeResults> => {
    // Put there by the init script.
    const { axe } = window as unknown as { axe: typeof Axe };
    return axe.run(document, given);
  }, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 4).map((node) => {
        const why = (node.failureSummary ?? '').split('\n')[1]?.trim() ?? '';
        return `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)} (${why.slice(0, 200)})`;
      }),
    );
}
