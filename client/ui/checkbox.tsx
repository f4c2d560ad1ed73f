import { useId, type ComponentProps, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './checkbox.module.css';

export type CheckboxProps = Omit<
  ComponentProps<'input'>,
  'type' | 'checked' | 'defaultChecked' | 'onChange' | 'size'
> & {
  readonly label: ReactNode;
  readonly isLabelHidden?: boolean | undefined;
  readonly description?: ReactNode;
  readonly isChecked: boolean;
  readonly onCheckedChange: (isChecked: boolean) => void;
  /** Some but not all of what it stands for; the next press checks all. */
  readonly isIndeterminate?: boolean | undefined;
};

export function Checkbox({
  label,
  isLabelHidden = false,
  description,
  isChecked,
  onCheckedChange,
  isIndeterminate = false,
  className,
  ...rest
}: CheckboxProps) {
  const descriptionId = useId();
  return (
    <label className={classNames(styles.row, className)}>
      <span className={styles.box}>
        <input
          {...rest}
          ref={(element) => {
            // There is no attribute for it.
            if (element) element.indeterminate = isIndeterminate;
          }}
          type="checkbox"
          className={styles.input}
          checked={isChecked}
          aria-describedby={description ? descriptionId : rest['aria-describedby']}
          onChange={(event) => onCheckedChange(event.target.checked)}
        />
        <svg className={styles.mark} viewBox="0 0 12 12" aria-hidden="true">
          <path d={isIndeterminate ? 'M3 6h6' : 'M2.5 6.4 5 8.8l4.6-5.4'} />
        </svg>
      </span>
      <span className={isLabelHidden ? 'visually-hidden' : styles.text}>
        <span>{label}</span>
        {description ? (
          <span id={descriptionId} className={styles.description}>
            {description}
          </span>
        ) : null}
      </span>
    </label>
  );
}
