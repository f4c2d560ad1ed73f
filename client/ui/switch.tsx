import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './switch.module.css';

export type SwitchProps = Omit<
  ComponentProps<'input'>,
  'type' | 'role' | 'checked' | 'defaultChecked' | 'onChange' | 'size'
> & {
  readonly label: ReactNode;
  readonly isLabelHidden?: boolean | undefined;
  readonly description?: ReactNode;
  readonly isChecked: boolean;
  readonly onCheckedChange: (isChecked: boolean) => void;
};

/** For what takes effect at once; a choice sent with a form is a `Checkbox`. */
export function Switch({
  label,
  isLabelHidden = false,
  description,
  isChecked,
  onCheckedChange,
  className,
  ...rest
}: SwitchProps) {
  const descriptionId = useId();
  return (
    <label className={classNames(styles.row, className)}>
      <span className={isLabelHidden ? 'visually-hidden' : styles.text}>
        <span className={styles.label}>{label}</span>
        {description ? (
          <span id={descriptionId} className={styles.description}>
            {description}
          </span>
        ) : null}
      </span>
      <input
        {...rest}
        type="checkbox"
        // A native checkbox tells its state itself; ARIA in HTML forbids aria-checked on it.
        // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props
        role="switch"
        className={styles.switch}
        checked={isChecked}
        aria-describedby={description ? descriptionId : rest['aria-describedby']}
        onChange={(event) => onCheckedChange(event.target.checked)}
      />
    </label>
  );
}
