import { useDeferredValue, useId, useMemo, useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import { FileUp, X } from 'lucide-react';
import { BOARD_FILE_MAX_LENGTH } from '#shared/domain/board-json.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { readBoardText, type BoardImport } from '#shared/domain/board-import.ts';
import { findMissingRoom } from '#shared/documents/canvas-import.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field } from '#client/ui/field.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { useTheme } from '#client/ui/theme.ts';
import { BoardPreview } from './board-preview.tsx';
import { EXCHANGE_STRINGS as WORDS } from './exchange-strings.ts';
import styles from './import-dialog.module.css';

/** UTF-8 takes up to four bytes a character; larger files are not even opened. */
const MAX_BYTES = BOARD_FILE_MAX_LENGTH * 4;

export interface ImportDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** What is on the board now. */
  readonly model: BoardModel;
  readonly isReadOnly: boolean;
  readonly onAdd: (incoming: BoardModel) => void;
}

interface ChosenFile {
  readonly name: string;
  readonly text: string;
}

/** Brings a board file or a Mermaid flowchart to the board; what will be added is seen before. */
export function ImportDialog({ isOpen, onOpenChange, model, isReadOnly, onAdd }: ImportDialogProps) {
  const { shown: theme } = useTheme();
  const [pasted, setPasted] = useState('');
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [fileFault, setFileFault] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const text = useDeferredValue(file?.text ?? pasted);
  const reading = useMemo(() => (text.trim() === '' ? null : readBoardText(text)), [text]);
  const fault = fileFault ?? faultOf(reading, { model, isReadOnly });
  const incoming = fault === null && reading?.isOk === true ? reading.model : null;

  async function read(chosen: File | undefined) {
    if (!chosen) return;
    setFileFault(chosen.size > MAX_BYTES ? WORDS.fileTooLarge : null);
    if (chosen.size > MAX_BYTES) return;
    try {
      setFile({ name: chosen.name, text: await chosen.text() });
    } catch {
      // It was moved or changed since it was chosen.
      setFileFault(WORDS.fileFailed);
    }
  }

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void read(event.dataTransfer.files[0]);
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={WORDS.importTitle}
      description={WORDS.importDescription}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{WORDS.cancel}</Button>
          <Button variant="primary" disabled={incoming === null} onClick={() => incoming && onAdd(incoming)}>
            {WORDS.add}
          </Button>
        </>
      }
    >
      {/* Dropping is a second way: the button below does the same. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={classNames(styles.drop, isOver && styles.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={handleDrop}
      >
        {file ? (
          <p className={styles.file}>
            {file.name}
            <IconButton
              size="sm"
              label={WORDS.forgetFile}
              icon={<X />}
              onClick={() => {
                setFile(null);
                setFileFault(null);
              }}
            />
          </p>
        ) : (
          <Field label={WORDS.pasteLabel}>
            <Textarea
              className={styles.paste}
              value={pasted}
              minRows={4}
              maxRows={8}
              spellCheck={false}
              placeholder={WORDS.pastePlaceholder}
              onChange={(event) => {
                setPasted(event.target.value);
                setFileFault(null);
              }}
            />
          </Field>
        )}
        <FileButton onChoose={(chosen) => void read(chosen)} />
      </div>
      <ImportResult reading={reading} fault={fault} theme={theme} />
    </Dialog>
  );
}

function faultOf(
  reading: BoardImport | null,
  { model, isReadOnly }: { readonly model: BoardModel; readonly isReadOnly: boolean },
): string | null {
  if (isReadOnly) return WORDS.isReadOnly;
  if (!reading) return null;
  if (!reading.isOk) return reading.reason;
  const missing = findMissingRoom(model, reading.model);
  return missing && WORDS.noRoom(missing.of, missing.left);
}

function FileButton({ onChoose }: { readonly onChoose: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  function handleChange(event: ChangeEvent<HTMLInputElement>) {
    onChoose(event.target.files?.[0]);
    // The same file, mended, may be chosen again.
    event.target.value = '';
  }
  return (
    <p className={styles.choose}>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.mmd,.mermaid,.md,.txt,application/json,text/plain,text/markdown"
        onChange={handleChange}
      />
      <Button size="sm" icon={<FileUp />} onClick={() => input.current?.click()}>
        {WORDS.chooseFile}
      </Button>
      <span className={styles.hint}>{WORDS.dropHere}</span>
    </p>
  );
}

function ImportResult({
  reading,
  fault,
  theme,
}: {
  readonly reading: BoardImport | null;
  readonly fault: string | null;
  readonly theme: 'light' | 'dark';
}) {
  const warningsId = useId();
  return (
    <div className={styles.result}>
      <p role="status" className={fault === null ? styles.counts : styles.fault}>
        {fault ?? (reading?.isOk ? countsOf(reading.model) : '')}
      </p>
      {fault === null && reading?.isOk ? (
        <>
          <BoardPreview model={reading.model} theme={theme} alt={WORDS.importAlt} />
          {reading.warnings.length > 0 ? (
            <details className={styles.warnings} open={reading.warnings.length <= 3}>
              <summary id={warningsId}>{WORDS.warnings(reading.warnings.length)}</summary>
              <ul aria-labelledby={warningsId}>
                {reading.warnings.map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
              </ul>
            </details>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function countsOf({ nodes, edges, strokes }: BoardModel): string {
  const components = nodes.filter(({ kind }) => !kind.startsWith('lane')).length;
  return WORDS.contents(components, edges.length, strokes.length);
}
