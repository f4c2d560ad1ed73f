import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as RadixDialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import { Scrim } from './scrim.tsx';
import { useDialogFocus } from './use-dialog-focus.ts';
import styles from './command-palette.module.css';

export type CommandPaletteItem = {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  /** Other words people may type for it. */
  readonly keywords?: readonly string[] | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onSelect: () => void;
};

export type CommandPaletteGroup = {
  readonly id: string;
  readonly title: string;
  readonly items: readonly CommandPaletteItem[];
};

export type CommandPaletteProps = {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly groups: readonly CommandPaletteGroup[];
  readonly label?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly emptyText?: string | undefined;
};

/** Every act of the page, by search. The key that opens it is the page's affair. */
export function CommandPalette({
  isOpen,
  onOpenChange,
  groups,
  label = 'Command palette',
  placeholder = 'Search for an action',
  emptyText = 'No action has that name.',
}: CommandPaletteProps) {
  const focus = useDialogFocus();

  return (
    <RadixDialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <Scrim />
        <RadixDialog.Content className={styles.dialog} aria-describedby={undefined} {...focus}>
          <RadixDialog.Title className="visually-hidden">{label}</RadixDialog.Title>
          <Command label={label} loop className={styles.command}>
            <div className={styles.search}>
              <Search size={16} aria-hidden="true" />
              <Command.Input className={styles.input} placeholder={placeholder} />
              <Kbd keys="Esc" />
            </div>
            <Command.List className={styles.list} label={label}>
              <Command.Empty className={styles.empty}>{emptyText}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.id} heading={group.title} className={styles.group}>
                  {group.items.map((item) => (
                    <Command.Item
                      key={item.id}
                      // The label first: what is typed is matched against it and the keywords.
                      value={`${item.label} ${item.id}`}
                      {...(item.keywords ? { keywords: [...item.keywords] } : {})}
                      disabled={item.isDisabled ?? false}
                      className={styles.item}
                      onSelect={() => {
                        // Closed first, so that an act which opens a dialog or moves focus has the last word.
                        onOpenChange(false);
                        item.onSelect();
                      }}
                    >
                      {item.icon ? (
                        <span className={styles.icon} aria-hidden="true">
                          {item.icon}
                        </span>
                      ) : null}
                      <span className={styles.label}>{item.label}</span>
                      {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
