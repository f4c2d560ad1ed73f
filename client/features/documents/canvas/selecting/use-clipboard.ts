import { useEffect, useRef } from 'react';
import type { Point } from '#shared/domain/board-model.ts';
import type { BoardClipboard, ClipboardActs } from './board-clipboard.ts';
import { STRINGS } from '../strings.ts';
import { belongsTo, isTyping } from '../use-board-shortcuts.ts';

export interface ClipboardInput extends ClipboardActs {
  readonly root: { readonly current: HTMLElement | null };
  readonly selectedIds: readonly string[];
  /** Where the pointer is over the board, flow coordinates; null when it is elsewhere. */
  readonly pointerAt: () => Point | null;
}

/**
 * The browser's own copy, cut and paste, which work between rooms and tabs and ask for no permission. What they put on the
 * clipboard is made in a module of its own, fetched with the first press of Ctrl or Cmd on something selected.
 */
export function useClipboard(input: ClipboardInput): void {
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    let clipboard: BoardClipboard | null = null;
    const load = async (): Promise<BoardClipboard> => {
      clipboard ??= (await import('./board-clipboard.ts')).boardClipboard;
      return clipboard;
    };
    const sayNotLoaded = () => latest.current.announce(STRINGS.said.notLoaded);
    const isOurs = (event: Event): boolean =>
      !event.defaultPrevented &&
      !isTyping(event.target) &&
      belongsTo(latest.current.root.current, event.target);

    const handleKeyDown = ({ ctrlKey, metaKey }: KeyboardEvent) => {
      // A failed fetch is tried again by the copy itself.
      if ((ctrlKey || metaKey) && latest.current.selectedIds.length > 0) load().catch(() => null);
    };
    const handleCopy = (event: ClipboardEvent) => {
      const { selectedIds, isReadOnly } = latest.current;
      const isCut = event.type === 'cut';
      const isReading = document.getSelection()?.isCollapsed === false;
      if (!isOurs(event) || !event.clipboardData || selectedIds.length === 0 || isReading) return;
      if (isCut && isReadOnly) return;
      event.preventDefault();
      if (clipboard) clipboard.copy(event.clipboardData, { ...latest.current, isCut });
      // The event is over when the module arrives; this raises it once more.
      else load().then(() => document.execCommand(event.type), sayNotLoaded);
    };
    const handlePaste = (event: ClipboardEvent) => {
      const { isReadOnly, pointerAt } = latest.current;
      if (!isOurs(event) || !event.clipboardData || isReadOnly) return;
      // What was pasted can be read only now.
      const read = (type: string) => event.clipboardData?.getData(type) ?? '';
      const content = { text: read('text/plain'), board: read('application/x-dryrun-board+json') };
      if (content.text === '' && content.board === '') return;
      event.preventDefault();
      const at = pointerAt();
      load().then((loaded) => loaded.paste(content, { ...latest.current, at }), sayNotLoaded);
    };
    const listening = new AbortController();
    const { signal } = listening;
    document.addEventListener('keydown', handleKeyDown, { signal });
    document.addEventListener('copy', handleCopy, { signal });
    document.addEventListener('cut', handleCopy, { signal });
    document.addEventListener('paste', handlePaste, { signal });
    return () => listening.abort();
  }, []);
}
