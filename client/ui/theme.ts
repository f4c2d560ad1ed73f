import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const storageKey = 'dryrun.theme';
const listeners = new Set<() => void>();
let choice: ThemeChoice | null = null;

/** What the person chose on this device; `system` unless they did. */
export function getThemeChoice(): ThemeChoice {
  choice ??= readStoredChoice();
  return choice;
}

/** Applies at once and is remembered on this device. */
export function setThemeChoice(next: ThemeChoice): void {
  choice = next;
  try {
    if (next === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, next);
  } catch {
    // Storage is full or refused: the choice holds until the page is closed.
  }
  applyTheme();
  for (const listener of listeners) listener();
}

/**
 * Puts the choice on the root element; call it first thing on start, before anything is drawn. Without a choice there
 * is no attribute and tokens.css follows the system by itself.
 */
export function applyTheme(): void {
  const current = getThemeChoice();
  if (current === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = current;
}

/** The choice, and what it comes to now. For charts and drawings that cannot read custom properties. */
export function useTheme(): { readonly choice: ThemeChoice; readonly shown: 'light' | 'dark' } {
  const current = useSyncExternalStore(subscribe, getThemeChoice);
  const isSystemDark = useSyncExternalStore(subscribeToSystem, isSystemDarkNow);
  const system = isSystemDark ? 'dark' : 'light';
  return { choice: current, shown: current === 'system' ? system : current };
}

function readStoredChoice(): ThemeChoice {
  try {
    return parseThemeChoice(localStorage.getItem(storageKey));
  } catch {
    return 'system';
  }
}

function parseThemeChoice(stored: string | null): ThemeChoice {
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function subscribe(listener: () => void): () => void {
  // Another tab of the same person changed it.
  function handleStorage(event: StorageEvent) {
    if (event.key !== storageKey) return;
    choice = parseThemeChoice(event.newValue);
    applyTheme();
    listener();
  }
  listeners.add(listener);
  window.addEventListener('storage', handleStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', handleStorage);
  };
}

function subscribeToSystem(listener: () => void): () => void {
  const query = window.matchMedia('(prefers-color-scheme: dark)');
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

function isSystemDarkNow(): boolean {
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}
