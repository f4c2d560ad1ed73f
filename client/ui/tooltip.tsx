import { Tooltip as RadixTooltip } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import styles from './tooltip.module.css';

export type TooltipProps = {
  readonly content: ReactNode;
  /** Shown beside the text, such as `N` or `Mod+K`. */
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  /** One focusable element; it must take a ref and spread its props. */
  readonly children: ReactElement;
};

/** Names a control on hover and focus. Never the only place of something a person must know. */
export function Tooltip({ content, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger
        asChild
        // Focus that returns from a menu or dialog after a press should not bring the tooltip up again.
        onFocus={(event) => {
          if (!event.currentTarget.matches(':focus-visible')) event.preventDefault();
        }}
      >
        {children}
      </RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content className={styles.tooltip} side={side} sideOffset={6} collisionPadding={8}>
          {content}
          {shortcut ? <Kbd keys={shortcut} tone="inverse" /> : null}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}

/** Stands once around the page: moving from one tooltip to the next shows the second at once. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <RadixTooltip.Provider delayDuration={450} skipDelayDuration={200} disableHoverableContent>
      {children}
    </RadixTooltip.Provider>
  );
}
