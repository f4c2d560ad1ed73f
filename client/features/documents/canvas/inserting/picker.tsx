import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Search } from 'lucide-react';
import { classNames } from '#client/ui/class-names.ts';
import { Kbd } from '#client/ui/kbd.tsx';
import styles from './picker.module.css';

export interface PickerItem {
  /** What is picked. The same value may stand in two groups; searching shows it once. */
  readonly value: string;
  readonly name: string;
  readonly group: string;
  readonly keywords: string;
  readonly icon: ReactNode;
}

export interface PickerProps {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly PickerItem[];
  readonly hint: string;
  readonly emptyText: (query: string) => string;
  /** What is searched for at first. */
  readonly initialQuery?: string | undefined;
  readonly onPick: (item: PickerItem) => void;
  readonly onClose: () => void;
  readonly className?: string | undefined;
}

/** A searchable list over the board: type to narrow, arrows to move, Enter to pick, Escape to leave. */
export function Picker({
  title,
  placeholder,
  items,
  hint,
  emptyText,
  initialQuery = '',
  onPick,
  onClose,
  className,
}: PickerProps) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useState(initialQuery);
  const [active, setActive] = useState(0);
  const found = useMemo(() => search(items, query), [items, query]);
  const current = found[Math.min(active, found.length - 1)];

  useEffect(() => {
    const handlePointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !frame.current?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', handlePointerDown, true);
    return () => document.removeEventListener('pointerdown', handlePointerDown, true);
  }, [onClose]);

  useEffect(() => {
    if (current) document.getElementById(optionId(id, current))?.scrollIntoView({ block: 'nearest' });
  }, [current, id]);

  function handleKeyDown(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((at) => (Math.min(at, found.length - 1) + step + found.length) % found.length);
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      onPick(current);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    }
  }

  return (
    <div
      ref={frame}
      className={classNames('nokey', styles.picker, className)}
      role="dialog"
      aria-label={title}
    >
      <div className={styles.search}>
        <Search size={16} aria-hidden="true" />
        <input
          // The list opens by a person's own act, to type into it at once.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          className={styles.input}
          type="text"
          role="combobox"
          aria-label={title}
          aria-expanded="true"
          aria-controls={`${id}list`}
          aria-activedescendant={current ? optionId(id, current) : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={handleKeyDown}
        />
        <Kbd keys="Esc" />
      </div>
      <div className={styles.list} id={`${id}list`} role="listbox" aria-label={title}>
        {toGroups(found).map(([group, members]) => (
          <div key={group} role="group" aria-labelledby={`${id}${group}`}>
            <div className={styles.groupName} id={`${id}${group}`}>
              {group}
            </div>
            {members.map((item) => (
              // Options of a combobox are reached by aria-activedescendant; focus stays in the field.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
              <div
                key={item.value}
                id={optionId(id, item)}
                role="option"
                aria-selected={item === current}
                className={styles.option}
                onPointerMove={() => setActive(found.indexOf(item))}
                onClick={() => onPick(item)}
              >
                {item.icon}
                <span className={styles.name}>{item.name}</span>
                {item === current ? <span className={styles.hint}>{hint}</span> : null}
              </div>
            ))}
          </div>
        ))}
        {found.length === 0 ? <p className={styles.empty}>{emptyText(query)}</p> : null}
      </div>
    </div>
  );
}

function optionId(listId: string, { group, value }: PickerItem): string {
  return `${listId}${group}-${value}`;
}

/** Every word must occur; names that begin with the query come first, then names that hold it, then keywords. */
function search(items: readonly PickerItem[], query: string): readonly PickerItem[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const phrase = words.join(' ');
  const seen = new Set<string>();
  return items
    .filter(({ value, name, keywords, group }) => {
      if (seen.has(value)) return false;
      const text = `${name} ${keywords} ${group}`.toLowerCase();
      const isFound = words.every((word) => text.includes(word));
      if (isFound) seen.add(value);
      return isFound;
    })
    .map((item) => ({ item, rank: rankOf(item.name.toLowerCase(), phrase) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}

function rankOf(name: string, phrase: string): number {
  if (name.startsWith(phrase)) return 0;
  if (name.includes(` ${phrase}`)) return 1;
  return name.includes(phrase) ? 2 : 3;
}

function toGroups(items: readonly PickerItem[]): readonly (readonly [string, readonly PickerItem[]])[] {
  const groups = new Map<string, PickerItem[]>();
  for (const item of items) {
    const members = groups.get(item.group);
    if (members) members.push(item);
    else groups.set(item.group, [item]);
  }
  return [...groups];
}
