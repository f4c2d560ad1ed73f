import type { Page } from 'playwright-core';

/** Where a page's main thread spends its time while `run` runs: own milliseconds by function, the greatest first. */
export async function profileDuring(
  page: Page,
  run: () => Promise<void>,
): Promise<readonly { readonly name: string; readonly ownMs: number }[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 200 });
  await session.send('Profiler.start');
  await run();
  const { profile } = await session.send('Profiler.stop');
  await session.detach();
  const names = new Map(
    profile.nodes.map(({ id, callFrame }) => [
      id,
      `${callFrame.functionName || '(anonymous)'} ${callFrame.url.split('/').at(-1) ?? ''}:${callFrame.lineNumber + 1}:${callFrame.columnNumber + 1}`,
    ]),
  );
  const own = new Map<string, number>();
  for (const [i, id] of (profile.samples ?? []).entries()) {
    const name = names.get(id) ?? '';
    own.set(name, (own.get(name) ?? 0) + (profile.timeDeltas?.[i] ?? 0) / 1_000);
  }
  return [...own]
    .map(([name, ownMs]) => ({ name, ownMs: Math.round(ownMs) }))
    .sort((a, b) => b.ownMs - a.ownMs)
    .slice(0, 25);
}
