import { RadioGroup } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFieldGroup } from './field.tsx';
import styles from './radio-cards.module.css';

export type RadioCard<Value extends string> = {
  readonly value: Value;
  readonly title: string;
  readonly description?: ReactNode;
  readonly icon?: ReactNode;
  /** At the end of the title's line: a badge, a duration. */
  readonly trailing?: ReactNode;
  readonly isDisabled?: boolean | undefined;
};

export type RadioCardsProps<Value extends string> = {
  /** Names the group; may be left out inside a `Field`. */
  readonly label?: string | undefined;
  readonly cards: readonly RadioCard<Value>[];
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  /** Side by side where there is room, one below the other on phones. Default 1. */
  readonly columns?: 1 | 2 | 3 | 4 | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly className?: string | undefined;
};

/** One choice among a few that each need a sentence. Arrow keys move the choice. */
export function RadioCards<Value extends string>({
  label,
  cards,
  value,
  onValueChange,
  columns = 1,
  isDisabled = false,
  className,
}: RadioCardsProps<Value>) {
  const id = useId();
  const wiring = useFieldGroup(label);
  return (
    <RadioGroup.Root
      {...wiring}
      className={classNames(styles.frame, className)}
      value={value}
      disabled={isDisabled}
      onValueChange={(chosen) => {
        const card = cards.find((candidate) => candidate.value === chosen);
        if (card) onValueChange(card.value);
      }}
    >
      <div className={styles.cards} data-columns={columns} style={{ '--columns': columns }}>
        {cards.map((card) => (
          <RadioGroup.Item
            key={card.value}
            value={card.value}
            disabled={card.isDisabled ?? false}
            className={styles.card}
            aria-labelledby={`${id}${card.value}-title`}
            aria-describedby={card.description ? `${id}${card.value}-description` : undefined}
          >
            {card.icon ? (
              <span className={styles.icon} aria-hidden="true">
                {card.icon}
              </span>
            ) : null}
            <span className={styles.text}>
              <span className={styles.titleRow}>
                <span id={`${id}${card.value}-title`} className={styles.title}>
                  {card.title}
                </span>
                {card.trailing}
              </span>
              {card.description ? (
                <span id={`${id}${card.value}-description`} className={styles.description}>
                  {card.description}
                </span>
              ) : null}
            </span>
            <span className={styles.dot} aria-hidden="true" />
          </RadioGroup.Item>
        ))}
      </div>
    </RadioGroup.Root>
  );
}
