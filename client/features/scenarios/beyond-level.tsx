import type { ReactNode } from 'react';
import { CollapsibleSection } from '#client/ui/collapsible-section.tsx';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import styles from './beyond-level.module.css';

/** What is above the interview's level: out of the way, one press away. */
export function BeyondLevel({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  if (count === 0) return null;
  return (
    <CollapsibleSection
      title={strings.beyond}
      headingLevel={4}
      summary={String(count)}
      className={styles.section}
    >
      <div className={styles.content}>{children}</div>
    </CollapsibleSection>
  );
}
