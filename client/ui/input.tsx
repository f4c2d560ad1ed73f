import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import controlStyles from './control.module.css';
import styles from './input.module.css';

export type InputProps = Omit<ComponentProps<'input'>, 'size'> & {
  /** 32 or 40 px high. Default `md`. */
  readonly size?: 'md' | 'lg' | undefined;
  /** A 16 px mark inside the start of the field, such as a magnifier. */
  readonly icon?: ReactNode;
};

export function Input({ size = 'md', icon, className, ...rest }: InputProps) {
  const wiring = useFieldControl(rest);
  const input = (
    <input
      type="text"
      {...rest}
      {...wiring}
      className={classNames(
        controlStyles.control,
        size === 'lg' && controlStyles.large,
        icon ? styles.withIcon : null,
        className,
      )}
    />
  );
  if (!icon) return input;
  return (
    <div className={styles.frame}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      {input}
    </div>
  );
}
