import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import controlStyles from './control.module.css';
import styles from './textarea.module.css';

export type TextareaProps = Omit<ComponentProps<'textarea'>, 'rows' | 'value' | 'defaultValue'> & {
  readonly value: string;
  /** Lines shown when empty. Default 3. */
  readonly minRows?: number | undefined;
  /** Grows with the text to this many lines, then scrolls. Default 12. */
  readonly maxRows?: number | undefined;
};

/**
 * Grows by itself without measuring: an invisible copy of the text stands in the same grid cell and gives the height.
 * `field-sizing: content` would do the same, but is not in every browser yet.
 */
export function Textarea({ value, minRows = 3, maxRows = 12, className, ...rest }: TextareaProps) {
  const wiring = useFieldControl(rest);
  return (
    <div className={styles.frame} style={{ '--min-rows': minRows, '--max-rows': maxRows }}>
      <textarea
        {...rest}
        {...wiring}
        value={value}
        rows={minRows}
        className={classNames(controlStyles.control, styles.textarea, className)}
      />
      {/* The trailing space gives a line of its own to a line break at the end. */}
      <div className={classNames(controlStyles.control, styles.copy)} aria-hidden="true">
        {value}{' '}
      </div>
    </div>
  );
}
