import { useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';

export type ConfirmDialogProps = {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  /** A question: "End the interview for everybody?" */
  readonly title: ReactNode;
  /** What will happen and what cannot be undone. */
  readonly description: ReactNode;
  /** The verb of the act: "End interview", never "OK". */
  readonly confirmLabel: string;
  readonly cancelLabel?: string | undefined;
  readonly tone?: 'danger' | 'primary' | undefined;
  /** The dialog stays open while it runs, closes when it resolves, and says so when it rejects. */
  readonly onConfirm: () => Promise<void> | void;
  /** Shown when `onConfirm` rejects. */
  readonly failureText?: string | undefined;
  readonly children?: ReactNode;
};

/** Only for what cannot be undone; offer undo in a toast for the rest. Focus starts on the way out. */
export function ConfirmDialog({
  isOpen,
  onOpenChange,
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  tone = 'danger',
  onConfirm,
  failureText = 'That did not work. Nothing was changed. Try again.',
  children,
}: ConfirmDialogProps) {
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');
  const cancelRef = useRef<HTMLButtonElement>(null);

  function handleOpenChange(nextIsOpen: boolean) {
    if (state === 'pending') return;
    setState('idle');
    onOpenChange(nextIsOpen);
  }

  async function handleConfirm() {
    setState('pending');
    try {
      await onConfirm();
      setState('idle');
      onOpenChange(false);
    } catch {
      // The caller has the error; here a person reads that it failed and may try again.
      setState('failed');
    }
  }

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={handleOpenChange}
      title={title}
      description={description}
      size="sm"
      initialFocusRef={cancelRef}
      footer={
        <>
          <Button ref={cancelRef} onClick={() => handleOpenChange(false)}>
            {cancelLabel}
          </Button>
          <Button variant={tone} isPending={state === 'pending'} onClick={() => void handleConfirm()}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children || state === 'failed' ? (
        <>
          {children}
          {state === 'failed' ? <Notice tone="bad" title={failureText} /> : null}
        </>
      ) : null}
    </Dialog>
  );
}
