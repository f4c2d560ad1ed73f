import { Check } from 'lucide-react';
import { DropdownMenu as RadixMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';
import styles from './dropdown-menu.module.css';

export type DropdownMenuProps = {
  readonly trigger: ReactElement<{ id?: string | undefined }>;
  readonly side?: 'top' | 'right' | 'bottom' | 'left' | undefined;
  readonly align?: 'start' | 'center' | 'end' | undefined;
  /** `MenuItem`, `MenuCheckItem`, `MenuRadioGroup`, `MenuHeading`, `MenuSeparator`. */
  readonly children: ReactNode;
};

export function DropdownMenu({ trigger, side = 'bottom', align = 'start', children }: DropdownMenuProps) {
  // An id of the button's own takes the place of the library's, so the menu must point at that one.
  const ownId = trigger.props.id;
  return (
    // Not modal: a modal menu locks scrolling with an injected style element, which the content security policy refuses.
    <RadixMenu.Root modal={false}>
      <RadixMenu.Trigger asChild>{trigger}</RadixMenu.Trigger>
      <RadixMenu.Portal>
        <RadixMenu.Content
          className={styles.menu}
          {...(ownId ? { 'aria-labelledby': ownId } : {})}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          loop
        >
          {children}
        </RadixMenu.Content>
      </RadixMenu.Portal>
    </RadixMenu.Root>
  );
}

export type MenuItemProps = {
  readonly icon?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly tone?: 'plain' | 'danger' | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly onSelect: () => void;
  readonly children: ReactNode;
};

export function MenuItem({
  icon,
  shortcut,
  tone = 'plain',
  isDisabled = false,
  onSelect,
  children,
}: MenuItemProps) {
  return (
    <RadixMenu.Item
      className={classNames(styles.item, tone === 'danger' && styles.danger)}
      disabled={isDisabled}
      onSelect={onSelect}
    >
      {icon ? (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <span className={styles.label}>{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </RadixMenu.Item>
  );
}

export type MenuCheckItemProps = {
  readonly isChecked: boolean;
  readonly onCheckedChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean | undefined;
  readonly children: ReactNode;
};

/** Stays open, so that several can be set at once. */
export function MenuCheckItem({
  isChecked,
  onCheckedChange,
  isDisabled = false,
  children,
}: MenuCheckItemProps) {
  return (
    <RadixMenu.CheckboxItem
      className={styles.item}
      checked={isChecked}
      disabled={isDisabled}
      onCheckedChange={onCheckedChange}
      onSelect={(event) => event.preventDefault()}
    >
      <CheckSlot />
      <span className={styles.label}>{children}</span>
    </RadixMenu.CheckboxItem>
  );
}

export type MenuRadioGroupProps<Value extends string> = {
  readonly options: readonly {
    readonly value: Value;
    readonly label: ReactNode;
    readonly isDisabled?: boolean;
  }[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
};

export function MenuRadioGroup<Value extends string>({
  options,
  value,
  onValueChange,
}: MenuRadioGroupProps<Value>) {
  return (
    <RadixMenu.RadioGroup
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option) onValueChange(option.value);
      }}
    >
      {options.map((option) => (
        <RadixMenu.RadioItem
          key={option.value}
          className={styles.item}
          value={option.value}
          disabled={option.isDisabled ?? false}
        >
          <CheckSlot />
          <span className={styles.label}>{option.label}</span>
        </RadixMenu.RadioItem>
      ))}
    </RadixMenu.RadioGroup>
  );
}

export function MenuHeading({ children }: { readonly children: ReactNode }) {
  return <RadixMenu.Label className={styles.heading}>{children}</RadixMenu.Label>;
}

export function MenuSeparator() {
  return <RadixMenu.Separator className={styles.separator} />;
}

/** Keeps its width when empty, so that labels line up. */
function CheckSlot() {
  return (
    <span className={styles.icon} aria-hidden="true">
      <RadixMenu.ItemIndicator>
        <Check />
      </RadixMenu.ItemIndicator>
    </span>
  );
}
