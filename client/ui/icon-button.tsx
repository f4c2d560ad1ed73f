import type { ReactNode } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { classNames } from './class-names.ts';
import { Tooltip, type TooltipProps } from './tooltip.tsx';
import styles from './icon-button.module.css';

export type IconButtonProps = Omit<
  ButtonProps,
  'children' | 'icon' | 'trailing' | 'aria-label' | 'isFullWidth'
> & {
  /** Names the act for screen readers and in the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: string | undefined;
  /** Makes it a toggle; leave out for a plain act. */
  readonly isPressed?: boolean | undefined;
  readonly tooltipSide?: TooltipProps['side'];
};

export function IconButton({
  label,
  icon,
  shortcut,
  isPressed,
  tooltipSide,
  variant = 'ghost',
  size = 'md',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} shortcut={shortcut} side={tooltipSide}>
      <Button
        {...rest}
        variant={variant}
        size={size}
        className={classNames(styles.iconButton, styles[size], className)}
        aria-label={label}
        aria-pressed={isPressed}
      >
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      </Button>
    </Tooltip>
  );
}
