import { createStore, type Store } from './store.ts';

/**
 * One choice of this person on this device, kept in local storage under `dryrun.<name>`. A value that no longer passes
 * `isValid` is forgotten. Other tabs follow.
 */
export function createPreference<T>(
  name: string,
  isValid: (value: unknown) => value is T,
  initial: T,
): Store<T> {
  const key = `dryrun.${name}`;
  const store = createStore<T>(readStored(key, isValid) ?? initial);
  if (typeof window !== 'undefined') {
    window.addEventListener('storage', (event) => {
      if (event.key === key) store.set(readStored(key, isValid) ?? initial);
    });
  }
  return {
    ...store,
    set(next) {
      store.set(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Storage is full or blocked: the choice holds until the page is left.
      }
    },
  };
}

function readStored<T>(key: string, isValid: (value: unknown) => value is T): T | null {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isValid(value) ? value : null;
  } catch {
    return null;
  }
}

export function isOneOf<const T extends readonly unknown[]>(
  values: T,
): (value: unknown) => value is T[number] {
  return (value): value is T[number] => values.includes(value);
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}
