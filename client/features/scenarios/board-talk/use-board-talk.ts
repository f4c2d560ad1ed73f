import { useEffect, useState } from 'react';
import type * as Y from 'yjs';
import { createStore, useStore } from '#client/platform/store.ts';
import type { TalkSource } from './talk-source.ts';

/** The board beside the guide, as the page hands it in. */
export interface GuideBoard {
  readonly doc: Y.Doc;
  /** Shows items on the board; null where no board is in sight. */
  readonly onShow: ((ids: readonly string[]) => void) | null;
}

/** Behind everything the first load brings: on a board just begun there is nothing to say anyway. */
const LOAD_DELAY_MS = 10_000;
const NO_COUNT = createStore<{ readonly open: readonly unknown[] } | null>(null);

export interface BoardTalkLoad {
  readonly source: TalkSource | null;
  /** Prompts without a mark; 0 until the board was read. */
  readonly count: number;
  /** The code could not be fetched; set to try again. */
  readonly retry: (() => void) | null;
}

/** What the board gives to talk about: fetched a while after the room stands, or at once when `isWanted`. */
export function useBoardTalk(input: {
  readonly doc: Y.Doc | null;
  readonly interviewId: string;
  readonly isWanted: boolean;
}): BoardTalkLoad {
  const { doc, interviewId, isWanted } = input;
  const [isDue, setIsDue] = useState(false);
  const [source, setSource] = useState<TalkSource | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const isStarted = doc !== null && !hasFailed && (isDue || isWanted || source !== null);
  useEffect(() => {
    const timer = setTimeout(() => setIsDue(true), LOAD_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (!isStarted) return undefined;
    let opened: TalkSource | null = null;
    let isGone = false;
    import('./talk-source.ts')
      .then(({ openTalkSource }) => {
        if (isGone) return;
        opened = openTalkSource({ doc, interviewId });
        setSource(opened);
      })
      .catch(() => setHasFailed(!isGone));
    return () => {
      isGone = true;
      opened?.close();
      setSource(null);
    };
  }, [isStarted, doc, interviewId]);
  const state = useStore<{ readonly open: readonly unknown[] } | null>(source ?? NO_COUNT);
  return { source, count: state?.open.length ?? 0, retry: hasFailed ? () => setHasFailed(false) : null };
}
