import type { ComponentProps } from 'react';
import { classNames } from './class-names.ts';
import { useFieldControl } from './field.tsx';
import controlStyles from './control.module.css';
import styles from './select.module.css';

export type SelectOption<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly isDisabled?: boolean | undefined;
  /** Options that follow one another with the same group stand under its heading. */
  readonly group?: string | undefined;
};

export type SelectProps<Value extends string> = Omit<
  ComponentProps<'select'>,
  'value' | 'defaultValue' | 'onChange' | 'children' | 'size' | 'multiple'
> & {
  readonly options: readonly SelectOption<Value>[];
  /** `null` while nothing is chosen; the placeholder shows then. */
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  readonly placeholder?: string | undefined;
  /** 32 or 40 px high. Default `md`. */
  readonly size?: 'md' | 'lg' | undefined;
};

/**
 * The browser's own select: the system picker on phones, type-ahead everywhere, no script. Where the browser can style
 * the list it matches the menus; elsewhere it stays the system's. Script-made selects inject style elements, which the
 * content security policy refuses.
 */
export function Select<Value extends string>({
  options,
  value,
  onValueChange,
  placeholder = 'Choose',
  size = 'md',
  className,
  ...rest
}: SelectProps<Value>) {
  const wiring = useFieldControl(rest);
  return (
    <select
      {...rest}
      {...wiring}
      className={classNames(
        controlStyles.control,
        styles.select,
        size === 'lg' && controlStyles.large,
        value === null && styles.isEmpty,
        className,
      )}
      value={value ?? ''}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.target.value);
        if (chosen) onValueChange(chosen.value);
      }}
    >
      {value === null ? (
        <option value="" disabled hidden>
          {placeholder}
        </option>
      ) : null}
      {toGroups(options).map(({ group, members }) => {
        const items = members.map((option) => (
          <option key={option.value} value={option.value} disabled={option.isDisabled}>
            {option.label}
          </option>
        ));
        return group ? (
          <optgroup key={group} label={group}>
            {items}
          </optgroup>
        ) : (
          items
        );
      })}
    </select>
  );
}

type OptionGroup<Value extends string> = { group: string | undefined; members: SelectOption<Value>[] };

function toGroups<Value extends string>(options: readonly SelectOption<Value>[]): OptionGroup<Value>[] {
  const groups: OptionGroup<Value>[] = [];
  for (const option of options) {
    const last = groups.at(-1);
    if (last && last.group === option.group) last.members.push(option);
    else groups.push({ group: option.group, members: [option] });
  }
  return groups;
}
