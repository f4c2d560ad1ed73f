import { useState } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { Input } from '#client/ui/input.tsx';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { formatQuantity, parseQuantity } from './worksheet-numbers.ts';
import styles from './worksheet-entry.module.css';

export interface WorksheetEntryProps {
  readonly label: string;
  readonly filled: number | null;
  readonly isInert: boolean;
  readonly isRefused: boolean;
  readonly describedBy: string;
  readonly onRefuse: (isRefused: boolean) => void;
  readonly onFill: (value: number | null) => void;
}

/** A field for the number somebody says, in the way they say it; kept on Enter and on leaving. */
export function WorksheetEntry(props: WorksheetEntryProps) {
  const { label, filled, isInert, isRefused, describedBy, onRefuse, onFill } = props;
  const shown = filled === null ? '' : formatQuantity(filled);
  const [text, setText] = useState(shown);
  const [known, setKnown] = useState(filled);
  // A number that was kept, refused by the server, or entered by another interviewer.
  if (known !== filled) {
    setKnown(filled);
    setText(shown);
  }

  function settle() {
    const entered = text.trim();
    if (entered === shown) return;
    const value = entered === '' ? null : parseQuantity(entered);
    const isWrong = entered !== '' && (value === null || Math.abs(value) > LIMITS.worksheetValue);
    onRefuse(isWrong);
    if (isWrong) return;
    if (value === filled) setText(shown);
    else onFill(value);
  }

  return (
    <Input
      className={styles.input}
      autoComplete="off"
      aria-label={strings.theirNumber(label)}
      aria-describedby={describedBy}
      aria-invalid={isRefused || undefined}
      placeholder={isInert ? '' : strings.theirPlaceholder}
      readOnly={isInert}
      data-guide-item=""
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        onRefuse(false);
      }}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === 'Enter') settle();
        if (event.key !== 'Escape') return;
        setText(shown);
        onRefuse(false);
      }}
    />
  );
}
