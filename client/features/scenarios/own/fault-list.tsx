import { CircleCheck } from 'lucide-react';
import type { ScenarioCheck, ScenarioTextFault } from '#shared/contracts/scenarios.contract.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { ownStrings as strings } from './own-strings.ts';
import styles from './fault-list.module.css';

export interface FaultListProps {
  readonly check: ScenarioCheck | null;
  /** The text has changed since it was checked. */
  readonly isStale: boolean;
  readonly onGo: (fault: ScenarioTextFault) => void;
}

/** What is wrong, in the order of the text; each leads to its line. */
export function FaultList({ check, isStale, onGo }: FaultListProps) {
  if (check === null) return <SkeletonText lines={4} />;
  const { faults, faultCount } = check;
  if (faultCount === 0) {
    return (
      <EmptyState size="sm" icon={<CircleCheck />} title={strings.noFaults}>
        {strings.noFaultsText}
      </EmptyState>
    );
  }
  return (
    <div className={styles.faults} data-stale={isStale || undefined}>
      <ul>
        {faults.map((fault) => (
          <li key={`${fault.line}:${fault.column}:${fault.path}:${fault.message}`}>
            <button type="button" className={styles.fault} onClick={() => onGo(fault)}>
              <span className={styles.place}>
                {strings.line(fault.line)}
                <code className={styles.path}>{fault.path}</code>
              </span>
              <span>{fault.message}</span>
            </button>
          </li>
        ))}
      </ul>
      {faultCount > faults.length ? (
        <p className={styles.more}>{strings.moreFaults(faultCount - faults.length)}</p>
      ) : null}
    </div>
  );
}
