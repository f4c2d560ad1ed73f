import { useEffect, useRef } from 'react';
import { X } from 'lucide-react';
import { IconButton } from '#client/ui/icon-button.tsx';
import { COMPANY_STRINGS } from './strings.ts';
import styles from './board-notice.module.css';

/** A short message on the board. */
export interface BoardNoticeContent {
  readonly title: string;
  readonly detail?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Already said through the board's own live region. */
  readonly isSaid?: boolean;
}

/** Long enough to read; longer where something is offered. Milliseconds. */
const PLAIN_MS = 6_000;
const WITH_ACTION_MS = 14_000;

/** Beside the tools, where an undo was pressed. Stays while the pointer or the keyboard is on it. */
export function BoardNotice({
  notice,
  onClose,
}: {
  readonly notice: BoardNoticeContent;
  readonly onClose: () => void;
}) {
  const { title, detail, action, isSaid = false } = notice;
  const element = useRef<HTMLDivElement>(null);
  const latestOnClose = useRef(onClose);
  useEffect(() => {
    latestOnClose.current = onClose;
  });
  useEffect(() => {
    const close = () => {
      // Whoever is about to press its button is not to find it gone.
      if (element.current?.matches(':hover, :focus-within')) timer = setTimeout(close, 1_000);
      else latestOnClose.current();
    };
    let timer = setTimeout(close, notice.action ? WITH_ACTION_MS : PLAIN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div ref={element} className={styles.notice} role={isSaid ? undefined : 'status'}>
      <div className={styles.text} aria-hidden={isSaid || undefined}>
        <p className={styles.title}>{title}</p>
        {detail === undefined ? null : <p className={styles.detail}>{detail}</p>}
      </div>
      {action ? (
        <button
          type="button"
          className={styles.action}
          onClick={() => {
            action.run();
            onClose();
          }}
        >
          {action.label}
        </button>
      ) : null}
      <IconButton size="sm" label={COMPANY_STRINGS.dismiss} icon={<X />} onClick={onClose} />
    </div>
  );
}
