import { ClipboardCheck, FileText, LayoutGrid, NotebookPen, ShieldQuestion, Star } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './bottom-bar.module.css';
import { roomPageStrings as strings } from './strings.ts';

const ICONS: Readonly<Record<string, ReactNode>> = {
  board: <LayoutGrid />,
  notes: <NotebookPen />,
  left: <FileText />,
  private: <ShieldQuestion />,
  evidence: <ClipboardCheck />,
  rate: <Star />,
};

export interface BottomBarProps {
  readonly panes: readonly { readonly id: string; readonly label: string }[];
  readonly active: string;
  readonly onActiveChange: (id: string) => void;
}

/** On phones: one part of the room at a time, within reach of the thumb. */
export function BottomBar({ panes, active, onActiveChange }: BottomBarProps) {
  return (
    <nav className={styles.bar} aria-label={strings.views}>
      {panes.map((pane) => (
        <button
          key={pane.id}
          type="button"
          className={styles.item}
          aria-current={pane.id === active ? 'page' : undefined}
          onClick={() => onActiveChange(pane.id)}
        >
          <span aria-hidden="true" className={styles.icon}>
            {ICONS[pane.id]}
          </span>
          {pane.label}
        </button>
      ))}
    </nav>
  );
}
