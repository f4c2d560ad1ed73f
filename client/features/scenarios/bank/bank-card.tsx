import { Eye } from 'lucide-react';
import { Link } from 'react-router';
import type { ScenarioEntry } from '#shared/contracts/scenarios.contract.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';
import { Badge } from '#client/ui/badge.tsx';
import { ORIGIN_NAMES, bankStrings as strings } from './bank-strings.ts';
import { DifficultyMark } from './difficulty-mark.tsx';
import styles from './bank-card.module.css';

export interface BankCardProps {
  readonly entry: ScenarioEntry;
  /** The address that shows it. */
  readonly to: string;
  readonly isChosen: boolean;
}

export function BankCard({ entry, to, isChosen }: BankCardProps) {
  const { summary, isSeen, origin, authorName } = entry;
  return (
    <li className={styles.item}>
      <Link to={to} className={styles.card} aria-current={isChosen ? 'true' : undefined} data-bank-card="">
        <span className={styles.top}>
          <span>{DOMAIN_NAMES[summary.domain]}</span>
          <DifficultyMark value={summary.difficulty} />
        </span>
        <span className={styles.title}>{summary.title}</span>
        <span className={styles.foot}>
          <span className={styles.tags}>{summary.tags.join(' · ')}</span>
          {origin === 'bank' ? null : (
            <Badge tone="accent" look="outline">
              {origin === 'room' && authorName !== null ? strings.by(authorName) : ORIGIN_NAMES[origin]}
            </Badge>
          )}
          {isSeen ? <Badge icon={<Eye />}>{strings.isSeen}</Badge> : null}
        </span>
      </Link>
    </li>
  );
}
