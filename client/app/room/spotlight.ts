import type { BoardSpotlight } from '#client/features/documents/canvas/use-spotlight.ts';
import { createStore, type Store } from '#client/platform/store.ts';

/** Carries "show this on the board" from the guide to the board of the same page. Every set is one request. */
export type Spotlight = Store<BoardSpotlight | null>;

export function createSpotlight(): Spotlight {
  return createStore<BoardSpotlight | null>(null);
}
