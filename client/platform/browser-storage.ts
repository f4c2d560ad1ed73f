/** The part of `Storage` that drafts use; tests give their own. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, or null where privacy settings refuse it: drafts then live as long as the page. */
export function browserStorage(): DraftStorage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    // Reading the property itself throws where storage is blocked.
    return null;
  }
}
