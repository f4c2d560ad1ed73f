import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { EvidenceKind, EvidenceSign } from '#shared/domain/rubric-forms.ts';
import type { Dimension, Step } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { Button } from '#client/ui/button.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { Input } from '#client/ui/input.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { usePageActs } from '#client/platform/shortcuts.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { NoteFields } from './note-fields.tsx';
import { guessDimension, readLine } from './note-text.ts';
import { rubricStrings } from './strings.ts';
import styles from './evidence-quick-capture.module.css';

export type EvidenceQuickCaptureProps = {
  readonly store: EvidenceStore;
  /** The interview clock now, ms. */
  readonly getOffsetMs: () => number;
  /** The step being run, for the first guess of the dimension; null in the bookends. */
  readonly step: Step | null;
  /** The dimension asked for by a press on "Add a note"; a new object opens the box. */
  readonly request?: { readonly dimension: Dimension } | null | undefined;
};

interface Draft {
  readonly offsetMs: number;
  readonly line: string;
  readonly sign: EvidenceSign;
  readonly kind: EvidenceKind;
  readonly dimension: Dimension;
}

/**
 * The box that `n` opens from anywhere: stamped at the moment the key went down, one line, Enter saves. It never takes
 * the page away: the room behind it goes on.
 */
export function EvidenceQuickCapture({ store, getOffsetMs, step, request }: EvidenceQuickCaptureProps) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);
  const returnTo = useRef<Element | null>(null);
  const open = (dimension: Dimension) => {
    returnTo.current = document.activeElement;
    setDraft({
      offsetMs: Math.max(0, Math.round(getOffsetMs())),
      line: '',
      sign: 'plus',
      kind: 'observation',
      dimension,
    });
  };
  const openNewest = useRef(open);
  useEffect(() => {
    openNewest.current = open;
  });
  useEffect(() => {
    if (request) openNewest.current(request.dimension);
  }, [request]);

  const isOpen = draft !== null;
  useEffect(() => {
    if (isOpen) inputRef.current?.focus();
  }, [isOpen]);
  usePageActs([
    {
      id: 'rubric.note',
      label: rubricStrings.noteAct,
      group: rubricStrings.actGroup,
      keys: 'n',
      run: () => open(guessDimension(step)),
    },
  ]);

  function close(): void {
    setDraft(null);
    if (returnTo.current instanceof HTMLElement) returnTo.current.focus();
  }

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (!draft) return;
    const { text, sign, kind } = readLine(draft.line);
    if (text === '') return;
    store.add({
      offsetMs: draft.offsetMs,
      dimension: draft.dimension,
      sign: sign ?? draft.sign,
      kind: kind ?? draft.kind,
      text,
      share: true,
    });
    close();
  }

  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  }

  if (!draft) return null;
  const typed = readLine(draft.line);
  return (
    // Escape leaves, from any field of the box.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.box}
      role="dialog"
      aria-label={rubricStrings.noteAct}
      onSubmit={handleSubmit}
      onKeyDown={handleKeyDown}
    >
      <div className={styles.line}>
        <span className={styles.time}>{formatClock(draft.offsetMs)}</span>
        <Input
          ref={inputRef}
          size="lg"
          aria-label={rubricStrings.captureTitle}
          placeholder={rubricStrings.capturePlaceholder}
          value={draft.line}
          maxLength={LIMITS.evidenceText}
          autoComplete="off"
          onChange={(event) => setDraft({ ...draft, line: event.target.value })}
        />
      </div>
      <NoteFields
        sign={typed.sign ?? draft.sign}
        kind={typed.kind ?? draft.kind}
        dimension={draft.dimension}
        onChange={(change) =>
          setDraft({
            ...draft,
            ...change,
            line: change.sign ? draft.line.replace(/^\s*[-+=−–]\s*/u, '') : draft.line,
          })
        }
      />
      <div className={styles.foot}>
        <span className={styles.hint}>{rubricStrings.captureHint}</span>
        <Button size="sm" variant="ghost" trailing={<Kbd keys="Esc" />} onClick={close}>
          {rubricStrings.close}
        </Button>
        <Button size="sm" variant="primary" type="submit" disabled={typed.text === ''}>
          {rubricStrings.captureSave}
        </Button>
      </div>
    </form>
  );
}
