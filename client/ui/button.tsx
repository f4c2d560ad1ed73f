import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './button.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

export type ButtonLook = {
  /** `primary` once per view; `danger` only for what cannot be undone. Default `secondary`. */
  readonly variant?: ButtonVariant | undefined;
  /** 28, 32 or 40 px high; on touch screens never below 40. Default `md`. */
  readonly size?: ButtonSize | undefined;
  /** Before the label, 16 px. */
  readonly icon?: ReactNode;
  /** After the label: a chevron, a `Kbd`, a count. */
  readonly trailing?: ReactNode;
  readonly isFullWidth?: boolean | undefined;
};

export type ButtonProps = ComponentProps<'button'> &
  ButtonLook & {
    /** Ignores presses, keeps focus and width, and shows a spinner once the wait passes 400 ms. */
    readonly isPending?: boolean | undefined;
  };

export function buttonClassName({
  variant = 'secondary',
  size = 'md',
  isFullWidth = false,
}: ButtonLook): string {
  return classNames(styles.button, styles[variant], styles[size], isFullWidth && styles.fullWidth);
}

/** The inside of a button or of a link that looks like one. */
export function ButtonContent({
  icon,
  trailing,
  children,
}: {
  icon?: ReactNode;
  trailing?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={styles.content}>
      {icon ? (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      {children}
      {trailing ? <span className={styles.trailing}>{trailing}</span> : null}
    </span>
  );
}

export function Button({
  variant,
  size,
  icon,
  trailing,
  isFullWidth,
  isPending = false,
  className,
  children,
  type = 'button',
  onClick,
  ...rest
}: ButtonProps) {
  function handleClick(event: MouseEvent<HTMLButtonElement>) {
    if (isPending) {
      // Also stops a form from being sent twice: a browser submits by clicking its submit button.
      event.preventDefault();
      return;
    }
    onClick?.(event);
  }

  return (
    <button
      {...rest}
      type={type}
      className={classNames(buttonClassName({ variant, size, isFullWidth }), className)}
      // Not `disabled`: that would throw keyboard focus back to the top of the page.
      aria-disabled={isPending || rest['aria-disabled'] || undefined}
      aria-busy={isPending || undefined}
      data-pending={isPending || undefined}
      onClick={handleClick}
    >
      <ButtonContent icon={icon} trailing={trailing}>
        {children}
      </ButtonContent>
      {isPending ? <span className={styles.spinner} aria-hidden="true" /> : null}
    </button>
  );
}
