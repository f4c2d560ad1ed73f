import { useLayoutEffect, useRef, useState } from 'react';
import { BOARD_LIMITS, type BoardNode } from '#shared/domain/board-model.ts';
import { componentOf, type QualifierDefinition } from '#shared/domain/ml-components.ts';
import type { OutlineActs } from './use-outline-acts.ts';
import styles from './board-outline.module.css';

/** The short facts of a component; one that is not given yet is offered as an outline of a chip. */
export function OutlineChips({ node, acts }: { readonly node: BoardNode; readonly acts: OutlineActs }) {
  return (
    <div className={styles.chips}>
      {componentOf(node.kind).qualifiers.map((definition) => (
        <Chip key={definition.key} node={node} definition={definition} acts={acts} />
      ))}
    </div>
  );
}

/** Written when the field is left or Enter is pressed: a qualifier is one value, not a text two people write together. */
function Chip({
  node,
  definition: { key, label, placeholder },
  acts,
}: {
  readonly node: BoardNode;
  readonly definition: QualifierDefinition;
  readonly acts: OutlineActs;
}) {
  const stored = node.qualifiers.find((qualifier) => qualifier.key === key)?.value ?? '';
  const [draft, setDraft] = useState<string | null>(null);
  const isEditing = draft !== null;
  const button = useRef<HTMLButtonElement>(null);
  const hasToReturn = useRef(false);

  useLayoutEffect(() => {
    if (!isEditing && hasToReturn.current) button.current?.focus();
    hasToReturn.current = false;
  }, [isEditing]);

  function commit(value: string) {
    if (value.trim() !== stored) acts.changeQualifier({ id: node.id, key, value });
    setDraft(null);
  }

  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        className={styles.chip}
        data-field={`chip-${key}`}
        data-given={stored !== '' || undefined}
        onClick={() => setDraft(stored)}
      >
        {label}
        {stored === '' ? null : <b>{stored}</b>}
      </button>
    );
  }
  return (
    <label className={styles.chip} data-editing>
      {label}
      <input
        // Opened by a person's own act, to type into it at once.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        data-field={`chip-${key}`}
        value={draft}
        placeholder={placeholder}
        maxLength={BOARD_LIMITS.qualifierLength}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => commit(draft)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
          // Or the same press would open the chip again, which has focus before the key has done its work.
          event.preventDefault();
          hasToReturn.current = true;
          commit(event.key === 'Enter' ? draft : stored);
        }}
      />
    </label>
  );
}
