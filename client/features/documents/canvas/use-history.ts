import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { CanvasHistory, type HistoryOutcome } from '#shared/documents/canvas-history.ts';
import { STRINGS } from './strings.ts';

/** Undo and redo as the board offers them. */
export type BoardHistory = ReturnType<typeof useHistory>;

/** This person's own undo and redo, told in words. */
export function useHistory(doc: Y.Doc, announce: (text: string) => void) {
  const history = useMemo(() => new CanvasHistory(doc), [doc]);
  useEffect(() => history.open(), [history]);
  const state = useSyncExternalStore(history.subscribe, history.getState);
  return useMemo(() => {
    const say = (outcome: HistoryOutcome | null, words: (what: string) => string) => {
      if (outcome) announce(outcome.applied > 0 ? words(outcome.label) : STRINGS.said.kept(outcome.label));
    };
    return {
      ...state,
      undo: () => say(history.undo(), STRINGS.said.undone),
      redo: () => say(history.redo(), STRINGS.said.redone),
    };
  }, [history, state, announce]);
}
