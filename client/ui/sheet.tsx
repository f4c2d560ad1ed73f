import { X } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { Scrim } from './scrim.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';
import styles from './sheet.module.css';

export type SheetProps = {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly title: ReactNode;
  readonly isTitleHidden?: boolean | undefined;
  readonly description?: ReactNode;
  /** Where it comes from. Default `bottom`. */
  readonly side?: 'bottom' | 'left' | 'right' | undefined;
  /** A bottom sheet as high as its content, or as high as the screen. Default `auto`. */
  readonly height?: 'auto' | 'full' | undefined;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
};

/** A panel over the page, for phones and for detail that needs more room than a popover. */
export function Sheet({
  isOpen,
  onOpenChange,
  title,
  isTitleHidden = false,
  description,
  side = 'bottom',
  height = 'auto',
  children,
  footer,
}: SheetProps) {
  const focus = useDialogFocus({ startsAtPanel: true });

  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <Scrim />
        <RadixDialog.Content
          className={classNames(styles.sheet, styles[side], height === 'full' && styles.fullHeight)}
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...focus}
        >
          <header className={classNames(styles.header, isTitleHidden && styles.bareHeader)}>
            <div>
              <RadixDialog.Title className={isTitleHidden ? 'visually-hidden' : styles.title}>
                {title}
              </RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className={styles.description}>
                  {description}
                </RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <IconButton size="sm" label="Close" icon={<X />} />
            </RadixDialog.Close>
          </header>
          <div className={styles.body}>{children}</div>
          {footer ? <footer className={styles.footer}>{footer}</footer> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
