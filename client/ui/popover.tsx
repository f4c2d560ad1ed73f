import { Popover as RadixPopover } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './popover.module.css';

export type PopoverProps = {
  /** The button that opens it. */
  readonly trigger: ReactElement;
  /** Names the popover for screen readers; shown as its heading when `isTitleShown`. */
  readonly title: string;
  readonly isTitleShown?: boolean | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  /** 240, 320 or 420 px wide. Default `md`. */
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** Leave both out to let it keep its own state. */
  readonly isOpen?: boolean | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  readonly children: ReactNode;
};

export function Popover({
  trigger,
  title,
  isTitleShown = false,
  side = 'bottom',
  align = 'start',
  size = 'md',
  isOpen,
  onOpenChange,
  children,
}: PopoverProps) {
  return (
    <RadixPopover.Root
      {...(isOpen === undefined ? {} : { open: isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          className={classNames(styles.popover, styles[size])}
          aria-label={title}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          {isTitleShown ? (
            <h2 className={styles.title} aria-hidden="true">
              {title}
            </h2>
          ) : null}
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
