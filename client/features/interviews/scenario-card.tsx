import { Check } from 'lucide-react';
import type { ScenarioOrigin, ScenarioSummary } from '#shared/contracts/scenario-format.contract.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';
import { classNames } from '#client/ui/class-names.ts';
import { setupStrings as strings } from './setup-strings.ts';
import { LEVEL_NAMES } from './strings.ts';
import styles from './scenario-card.module.css';

export interface ScenarioCardProps {
  readonly summary: ScenarioSummary;
  readonly origin: ScenarioOrigin;
  readonly isSeenByCandidate: boolean;
  readonly isChosen: boolean;
  readonly isDisabled: boolean;
  /** Why it may not suit the choices made; null when it does. */
  readonly remark: string | null;
  readonly onChoose: () => void;
}

export function ScenarioCard({
  summary,
  origin,
  isSeenByCandidate,
  isChosen,
  isDisabled,
  remark,
  onChoose,
}: ScenarioCardProps) {
  const warning = isSeenByCandidate ? strings.seen : remark;
  return (
    <button
      type="button"
      role="radio"
      aria-checked={isChosen}
      // Still reachable by keyboard, so that the reason is heard.
      aria-disabled={isDisabled || undefined}
      className={classNames(styles.card, isChosen && styles.chosen)}
      onClick={isDisabled ? undefined : onChoose}
    >
      <span className={styles.top}>
        <span>
          {DOMAIN_NAMES[summary.domain]}
          {origin === 'bank' ? null : ` · ${strings.origins[origin]}`}
        </span>
        <span className={styles.marks}>
          <Difficulty value={summary.difficulty} />
          {isChosen ? <Check size={16} aria-hidden="true" className={styles.check} /> : null}
        </span>
      </span>
      <span className={styles.title}>{summary.title}</span>
      <span className={styles.detail}>
        {strings.forLevels(summary.levels.map((level) => LEVEL_NAMES[level].toLowerCase()).join(', '))}
      </span>
      {warning === null ? null : <span className={classNames(styles.detail, styles.warning)}>{warning}</span>}
    </button>
  );
}

function Difficulty({ value }: { value: number }) {
  return (
    <span
      className={styles.difficulty}
      role="img"
      aria-label={strings.difficulty(value)}
      title={strings.difficulty(value)}
    >
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} className={step <= value ? styles.on : undefined} />
      ))}
    </span>
  );
}
