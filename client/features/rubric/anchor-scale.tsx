import { RadioGroup } from 'radix-ui';
import type { Anchors } from '#shared/domain/rubric-config.ts';
import { RATINGS, type Rating } from '#shared/domain/rubric-config.ts';
import { classNames } from '#client/ui/class-names.ts';
import styles from './anchor-scale.module.css';

export type AnchorScaleProps = {
  readonly label: string;
  readonly anchors: Anchors;
  /** Names of the four places, above their behaviours. */
  readonly names: Readonly<Record<Rating, string>> | null;
  readonly value: Rating | null;
  readonly onValueChange: (rating: Rating) => void;
  /** Marks the ratings above what the hints suggest. */
  readonly ceiling?: number | undefined;
  readonly isLocked: boolean;
};

/** One to four, each with the behaviour it stands for in sight. Arrow keys move; 1–4 are the row's business. */
export function AnchorScale({
  label,
  anchors,
  names,
  value,
  onValueChange,
  ceiling = 4,
  isLocked,
}: AnchorScaleProps) {
  return (
    <RadioGroup.Root
      className={styles.scale}
      aria-label={label}
      // An empty string: nothing is chosen, and the group stays controlled.
      value={value === null ? '' : String(value)}
      disabled={isLocked}
      onValueChange={(chosen) => {
        const rating = RATINGS.find((each) => String(each) === chosen);
        if (rating) onValueChange(rating);
      }}
    >
      {RATINGS.map((rating) => (
        <RadioGroup.Item
          key={rating}
          value={String(rating)}
          className={classNames(styles.rung, rating > ceiling && styles.aboveCeiling)}
        >
          <span className={styles.number} aria-hidden="true">
            {rating}
          </span>
          <span className={styles.words}>
            {names ? <span className={styles.name}>{names[rating]}</span> : null}
            <span className={styles.anchor}>{anchors[rating - 1]}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
