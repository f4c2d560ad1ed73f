import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const stored = new Map<string, string>();
const dataset: { theme?: string } = {};

beforeEach(() => {
  vi.resetModules();
  stored.clear();
  delete dataset.theme;
  vi.stubGlobal('document', { documentElement: { dataset } });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
});

afterEach(() => vi.unstubAllGlobals());

it('follows the system until something is chosen', async () => {
  const { applyTheme, getThemeChoice } = await import('#client/ui/theme.ts');
  applyTheme();
  expect(getThemeChoice()).toBe('system');
  expect(dataset.theme).toBeUndefined();
});

it('puts a choice on the root element and finds it again on the next visit', async () => {
  const first = await import('#client/ui/theme.ts');
  first.setThemeChoice('dark');
  expect(dataset.theme).toBe('dark');

  delete dataset.theme;
  vi.resetModules();
  const second = await import('#client/ui/theme.ts');
  second.applyTheme();
  expect(dataset.theme).toBe('dark');
});

it('forgets the choice when the system is to be followed again', async () => {
  const { setThemeChoice } = await import('#client/ui/theme.ts');
  setThemeChoice('light');
  setThemeChoice('system');
  expect(dataset.theme).toBeUndefined();
  expect(stored.size).toBe(0);
});

it('takes an unknown stored value for no choice', async () => {
  stored.set('dryrun.theme', 'sepia');
  const { getThemeChoice } = await import('#client/ui/theme.ts');
  expect(getThemeChoice()).toBe('system');
});

it('keeps the choice for the visit when storage is refused', async () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('refused');
    },
    setItem: () => {
      throw new Error('refused');
    },
  });
  const { getThemeChoice, setThemeChoice } = await import('#client/ui/theme.ts');
  expect(getThemeChoice()).toBe('system');
  setThemeChoice('dark');
  expect(getThemeChoice()).toBe('dark');
  expect(dataset.theme).toBe('dark');
});
