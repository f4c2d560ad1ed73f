import { Flag } from 'lucide-react';
import type { RedFlag } from '#shared/contracts/scenario-format.contract.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { GuideRow } from './guide-row.tsx';
import { plainText } from './sourced-parts.ts';
import styles from './red-flag-row.module.css';

export function RedFlagRow({ flag }: { readonly flag: RedFlag }) {
  const { progress, act, may } = useCockpit();
  const markedAt = progress.redFlags.get(flag.id);
  return (
    <GuideRow
      main={{
        kind: 'check',
        isChecked: markedAt !== undefined,
        tone: 'bad',
        icon: <Flag />,
        checkedTitle: markedAt === undefined ? undefined : formatClock(markedAt),
        onToggle: (isMarked) => act({ type: 'red-flag-marked', redFlagId: flag.id, isMarked }),
      }}
      isInert={!may('red-flag-marked')}
      itemId={flag.id}
    >
      {plainText(flag.text)} <span className={styles[flag.severity]}>{strings[flag.severity]}</span>
    </GuideRow>
  );
}
