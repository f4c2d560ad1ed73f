import { useEffect, useRef } from 'react';
import { createPreference, isBoolean } from './preferences.ts';
import { createStore, type ReadableStore } from './store.ts';

/**
 * Every act of the page that has a name, and where it has one, a key. The `?` dialog lists those with keys, the command
 * palette all of them. A key without Ctrl, Cmd or Alt never fires while somebody types and can be switched off; what is
 * registered last wins, so an open area shadows the page behind it.
 */
export interface PageAct {
  /** Unique among the acts registered at one time: `interviews.next-phase`. */
  readonly id: string;
  readonly label: string;
  /** Heading it is listed under: `Room`, `Board`. */
  readonly group: string;
  /** `.`, `[`, `Shift+?` is written `?`, `Mod+K` for Ctrl or Cmd. */
  readonly keys?: string;
  /** Left out: the key is handled elsewhere (by the board itself) and is only listed. */
  readonly run?: () => void;
  /** Words the palette also finds it by. */
  readonly keywords?: readonly string[];
  readonly isHiddenInPalette?: boolean;
}

export const singleKeysPreference = createPreference('single-keys', isBoolean, true);

const registered = createStore<readonly PageAct[]>([]);
export const pageActs: ReadableStore<readonly PageAct[]> = registered;

/** @returns a function that takes the acts away again */
export function registerActs(acts: readonly PageAct[]): () => void {
  registered.set([...registered.getSnapshot(), ...acts]);
  return () => registered.set(registered.getSnapshot().filter((act) => !acts.includes(act)));
}

/** Registers while mounted. Acts may close over changing values: the newest `run` is the one called. */
export function usePageActs(acts: readonly PageAct[]): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  // What is listed changes only with these fields; `run` is looked up when it is called.
  const signature = JSON.stringify(
    acts.map(({ id, label, group, keys, run }) => [id, label, group, keys, run !== undefined]),
  );
  useEffect(
    () =>
      registerActs(
        latest.current.map((act) =>
          act.run ? { ...act, run: () => latest.current.find(({ id }) => id === act.id)?.run?.() } : act,
        ),
      ),
    [signature],
  );
}

/** One listener for the whole page; the returned function removes it. */
export function listenForShortcuts(
  target: Pick<Window, 'addEventListener' | 'removeEventListener'> = window,
): () => void {
  const handle = (event: KeyboardEvent) => {
    const act = findAct(event);
    if (!act?.run) return;
    event.preventDefault();
    act.run();
  };
  target.addEventListener('keydown', handle);
  return () => target.removeEventListener('keydown', handle);
}

function findAct(event: KeyboardEvent): PageAct | undefined {
  if (event.defaultPrevented || event.isComposing || event.repeat) return undefined;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (isPlain && (!singleKeysPreference.getSnapshot() || isTyping(event.target) || isInDialog(event.target)))
    return undefined;
  return registered
    .getSnapshot()
    .findLast((act) => act.run && act.keys !== undefined && matches(act.keys, event));
}

/** Exported for its tests. */
export function matches(
  keys: string,
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): boolean {
  const parts = keys === '+' ? ['+'] : keys.split('+');
  const key = parts.at(-1) ?? '';
  const wantsMod = parts.includes('Mod');
  if (wantsMod !== (event.ctrlKey || event.metaKey) || parts.includes('Alt') !== event.altKey) return false;
  // For a printed character the keyboard layout decides whether Shift is needed; only letters and named keys say it.
  const isSymbol = key.length === 1 && !/[a-z0-9]/i.test(key);
  if (!isSymbol && parts.includes('Shift') !== event.shiftKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function isInDialog(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]') !== null
  );
}
