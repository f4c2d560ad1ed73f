import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type * as Y from 'yjs';
import { applySplice, diffText, mapOffset, rebaseSplice } from '#shared/documents/canvas-text.ts';
import { beginGesture, findLabel, setLabel } from '#shared/documents/canvas-writers.ts';
import { STRINGS } from './strings.ts';

export interface LabelDraftInput {
  readonly doc: Y.Doc;
  readonly of: 'node' | 'edge';
  readonly id: string;
}

type Field = HTMLInputElement | HTMLTextAreaElement;

/**
 * Follows one label while it is edited. Every keystroke is written as a splice, so two people who type at once keep each
 * other's characters; `cancel` takes back only what was typed here. The whole session is one gesture.
 */
export function useLabelDraft<Element extends Field>({ doc, of, id }: LabelDraftInput) {
  const [value, setValue] = useState(() => findLabel(doc, { of, id })?.toString() ?? '');
  const field = useRef<Element>(null);
  const session = useRef({
    gesture: beginGesture(STRINGS.gestures.rename),
    known: value,
    withoutMine: value,
  });
  const caret = useRef<readonly [number, number] | null>(null);

  useEffect(() => {
    const text = findLabel(doc, { of, id });
    if (!text) return undefined;
    const handleChange = (_event: Y.YTextEvent, { origin }: Y.Transaction): void => {
      const current = session.current;
      const next = text.toString();
      if (origin !== current.gesture) {
        const theirs = diffText(current.known, next);
        current.withoutMine = applySplice(
          current.withoutMine,
          rebaseSplice(theirs, diffText(current.known, current.withoutMine)),
        );
        const element = field.current;
        if (element)
          caret.current = [
            mapOffset(element.selectionStart ?? 0, theirs),
            mapOffset(element.selectionEnd ?? 0, theirs),
          ];
      }
      current.known = next;
      setValue(next);
    };
    text.observe(handleChange);
    return () => text.unobserve(handleChange);
  }, [doc, of, id]);

  useLayoutEffect(() => {
    if (!caret.current) return;
    field.current?.setSelectionRange(...caret.current);
    caret.current = null;
  }, [value]);

  function change(next: string, caretAt?: number): void {
    setValue(next);
    const position = caretAt === undefined ? {} : { caret: caretAt };
    setLabel({ doc, gesture: session.current.gesture }, { of, id, label: next, ...position });
  }

  function cancel(): void {
    setLabel({ doc, gesture: session.current.gesture }, { of, id, label: session.current.withoutMine });
  }

  /** Ends one editing session; what is typed next is a gesture of its own. */
  function settle(): void {
    session.current = { gesture: beginGesture(STRINGS.gestures.rename), known: value, withoutMine: value };
  }

  return { value, field, change, cancel, settle };
}
