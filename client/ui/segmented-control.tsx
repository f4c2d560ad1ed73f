import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldGroup } from './field.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './segmented-control.module.css';

export type Segment<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  /** After the label: a count. */
  readonly trailing?: ReactNode;
  /** Shows the icon alone, with the label as a tooltip. */
  readonly isLabelHidden?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
};

export type SegmentedControlProps<Value extends string> = {
  /** Names the group; may be left out inside a `Field`. */
  readonly label?: string | undefined;
  readonly segments: readonly Segment<Value>[];
  /** `null` while nothing is chosen. */
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  readonly size?: 'sm' | 'md' | undefined;
  readonly isFullWidth?: boolean | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
};

/** One of two to five short choices, all in sight. Arrow keys move the choice. */
export function SegmentedControl<Value extends string>({
  label,
  segments,
  value,
  onValueChange,
  size = 'md',
  isFullWidth = false,
  isDisabled = false,
  className,
}: SegmentedControlProps<Value>) {
  const wiring = useFieldGroup(label);
  return (
    <RadioGroup.Root
      {...wiring}
      className={classNames(styles.group, styles[size], isFullWidth && styles.fullWidth, className)}
      orientation="horizontal"
      value={value}
      disabled={isDisabled}
      onValueChange={(chosen) => {
        const segment = segments.find((candidate) => candidate.value === chosen);
        if (segment) onValueChange(segment.value);
      }}
    >
      {segments.map((segment) => {
        const item = (
          <RadioGroup.Item
            key={segment.value}
            value={segment.value}
            disabled={segment.isDisabled ?? false}
            className={styles.segment}
            aria-label={segment.isLabelHidden ? segment.label : undefined}
          >
            {segment.icon ? (
              <span className={styles.icon} aria-hidden="true">
                {segment.icon}
              </span>
            ) : null}
            {segment.isLabelHidden ? null : segment.label}
            {segment.trailing}
          </RadioGroup.Item>
        );
        if (!segment.isLabelHidden) return item;
        return (
          <Tooltip key={segment.value} content={segment.label}>
            {item}
          </Tooltip>
        );
      })}
    </RadioGroup.Root>
  );
}
