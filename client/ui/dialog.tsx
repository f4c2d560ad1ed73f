import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { Scrim } from './scrim.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';
import styles from './dialog.module.css';

export type DialogProps = {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: ReactNode;
  /** One or two plain sentences under the title. */
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  /** 400, 520 or 720 px wide; the whole width at the bottom of a phone. Default `md`. */
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** Takes focus on opening instead of the first control. */
  readonly initialFocusRef?: RefObject<HTMLElement | null> | undefined;
  /** Escape and a press outside do nothing, for work that must not be dropped by accident. */
  readonly isDismissible?: boolean | undefined;
  /** The content has nothing that takes focus: it takes focus itself, so that it can be scrolled by keyboard. */
  readonly isTextOnly?: boolean | undefined;
};

export function Dialog({
  isOpen,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
  initialFocusRef,
  isDismissible = true,
  isTextOnly = false,
}: DialogProps) {
  const focus = useDialogFocus({ initialFocusRef });

  function keepOpen(event: Event) {
    if (!isDismissible) event.preventDefault();
  }

  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <Scrim />
        <RadixDialog.Content
          className={classNames(styles.dialog, styles[size])}
          {...(description ? {} : { 'aria-describedby': undefined })}
          onEscapeKeyDown={keepOpen}
          onPointerDownOutside={keepOpen}
          onInteractOutside={keepOpen}
          {...focus}
        >
          <header className={styles.header}>
            <RadixDialog.Title className={styles.title}>{title}</RadixDialog.Title>
            {description ? (
              <RadixDialog.Description className={styles.description}>{description}</RadixDialog.Description>
            ) : null}
          </header>
          {children ? (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by keyboard
            <div className={styles.body} {...(isTextOnly ? { tabIndex: 0 } : {})}>
              {children}
            </div>
          ) : null}
          {footer ? <footer className={styles.footer}>{footer}</footer> : null}
          {/* Last in the order, so that focus starts in the content; it stands at the top right. */}
          {isDismissible ? (
            <RadixDialog.Close asChild>
              <IconButton className={styles.close} size="sm" label="Close" data-close="" icon={<X />} />
            </RadixDialog.Close>
          ) : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
