import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import { CanvasHistory, type HistoryOutcome, type KeptChange } from '#shared/documents/canvas-history.ts';
import type { PresenceChannel } from './presence-channel.ts';
import { STRINGS } from './strings.ts';

/** Undo and redo as the board offers them. */
export type BoardHistory = ReturnType<typeof useHistory>;

/** What a press left alone, in words; a new object for each press. */
export interface KeptNote {
  readonly text: string;
}

export interface HistoryInput {
  readonly doc: Y.Doc;
  readonly presence: Pick<PresenceChannel, 'findPeer' | 'findOnlyPeer'>;
  readonly announce: (text: string) => void;
}

/** This person's own undo and redo, told in words. */
export function useHistory({ doc, presence, announce }: HistoryInput) {
  const history = useMemo(() => new CanvasHistory(doc), [doc]);
  const [keptNote, setKeptNote] = useState<KeptNote | null>(null);
  useEffect(() => history.open(), [history]);
  const state = useSyncExternalStore(history.subscribe, history.getState);
  return useMemo(() => {
    const say = (outcome: HistoryOutcome | null, words: (what: string) => string) => {
      if (!outcome) return;
      const text = outcomeWords(outcome, words, (kept) => whoOf(kept, { doc, presence }));
      announce(text);
      setKeptNote(outcome.kept.length > 0 ? { text } : null);
    };
    return {
      ...state,
      /** Told on screen too: a press that leaves everything as it is would look broken. */
      keptNote,
      undo: () => say(history.undo(), STRINGS.said.undone),
      redo: () => say(history.redo(), STRINGS.said.redone),
    };
  }, [history, state, keptNote, doc, presence, announce]);
}

/** What a press of undo or redo did, in one sentence. Exported for its tests. */
export function outcomeWords(
  { label, applied, kept }: HistoryOutcome,
  words: (what: string) => string,
  whoOfKept: (kept: KeptChange) => string,
): string {
  const { said } = STRINGS;
  if (kept.length === 0) return words(label);
  const who = [...new Set(kept.map(whoOfKept))].join(', ');
  if (applied > 0) return said.partly(words(label), who);
  return kept.every(({ why }) => why === 'deleted') ? said.gone(label, who) : said.kept(label, who);
}

function whoOf({ by }: KeptChange, { doc, presence }: Pick<HistoryInput, 'doc' | 'presence'>): string {
  // A deletion has no author; with one other person here there is no doubt.
  const peer = by === null ? presence.findOnlyPeer() : presence.findPeer(by);
  if (peer) return peer.name;
  return by === doc.clientID ? STRINGS.said.you : STRINGS.said.somebody;
}
