import type { LeadView } from '#shared/contracts/progress.contract.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { progressStrings as strings } from './strings.ts';
import type { LeadFilter as Filter } from './use-lead-filter.ts';
import styles from './progress.module.css';

export type LeadFilterProps = {
  readonly filter: Filter;
  readonly roomChoices: LeadView['roomChoices'];
  readonly onChange: (next: Filter) => void;
};

const ALL = 'all';

/** One of several rooms, and how far back. */
export function LeadFilter({ filter, roomChoices, onChange }: LeadFilterProps) {
  return (
    <div className={styles.filter}>
      {roomChoices.length > 1 || filter.roomId !== null ? (
        <Select
          aria-label={strings.filterRoom}
          options={[
            { value: ALL, label: strings.allRooms },
            ...roomChoices.map(({ roomId, name }) => ({ value: roomId, label: name })),
          ]}
          value={filter.roomId ?? ALL}
          onValueChange={(value) => onChange({ ...filter, roomId: value === ALL ? null : value })}
        />
      ) : null}
      <SegmentedControl
        label={strings.filterPeriod}
        segments={[
          { value: ALL, label: strings.allTime },
          { value: '30d', label: strings.lastDays(30) },
          { value: '90d', label: strings.lastDays(90) },
        ]}
        value={filter.period ?? ALL}
        onValueChange={(value) => onChange({ ...filter, period: value === ALL ? null : value })}
      />
    </div>
  );
}
