import { useSyncExternalStore } from 'react';

/** `narrow`: one pane at a time. `medium`: one side panel at a time. `wide`: everything. */
export type Viewport = 'narrow' | 'medium' | 'wide';

const narrow = '(width <= 720px)';
const medium = '(width <= 1180px)';

export function useViewport(): Viewport {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(listener: () => void): () => void {
  const queries = [narrow, medium].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', listener);
  return () => {
    for (const query of queries) query.removeEventListener('change', listener);
  };
}

function read(): Viewport {
  if (window.matchMedia(narrow).matches) return 'narrow';
  return window.matchMedia(medium).matches ? 'medium' : 'wide';
}
