import { Tabs as RadixTabs } from 'radix-ui';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './tabs.module.css';

export type Tab<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  /** Shown beside the label; left out when `undefined`. */
  readonly count?: number | undefined;
  readonly isDisabled?: boolean | undefined;
};

export type TabsProps<Value extends string> = {
  /** Names the list of tabs. */
  readonly label: string;
  readonly tabs: readonly Tab<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  /** Stands at the end of the row of tabs. */
  readonly trailing?: ReactNode;
  readonly className?: string | undefined;
  /** One `TabPanel` a tab. */
  readonly children: ReactNode;
};

export function Tabs<Value extends string>({
  label,
  tabs,
  value,
  onValueChange,
  trailing,
  className,
  children,
}: TabsProps<Value>) {
  return (
    <RadixTabs.Root
      className={classNames(styles.tabs, className)}
      value={value}
      onValueChange={(chosen) => {
        const tab = tabs.find((candidate) => candidate.value === chosen);
        if (tab) onValueChange(tab.value);
      }}
    >
      <div className={styles.bar}>
        <RadixTabs.List className={styles.list} aria-label={label}>
          {tabs.map((tab) => (
            <RadixTabs.Trigger
              key={tab.value}
              className={styles.tab}
              value={tab.value}
              disabled={tab.isDisabled ?? false}
            >
              {tab.icon ? (
                <span className={styles.icon} aria-hidden="true">
                  {tab.icon}
                </span>
              ) : null}
              {tab.label}
              {tab.count === undefined ? null : <span className={styles.count}>{tab.count}</span>}
            </RadixTabs.Trigger>
          ))}
        </RadixTabs.List>
        {trailing}
      </div>
      {children}
    </RadixTabs.Root>
  );
}

export type TabPanelProps = {
  readonly value: string;
  /** Keeps the panel in the page while another is shown, so that it loses no state. */
  readonly isKept?: boolean | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

export function TabPanel({ value, isKept = false, className, children }: TabPanelProps) {
  return (
    <RadixTabs.Content
      className={classNames(styles.panel, className)}
      value={value}
      {...(isKept ? { forceMount: true as const } : {})}
    >
      {children}
    </RadixTabs.Content>
  );
}
