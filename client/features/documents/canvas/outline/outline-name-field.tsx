import { useEffect, type KeyboardEvent } from 'react';
import { BOARD_LIMITS, type BoardNode } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import { useBoardActs } from '../board-context.ts';
import { OUTLINE_STRINGS } from './outline-strings.ts';
import { useLabelDraft } from '../use-label-draft.ts';
import styles from './board-outline.module.css';

/** Labels whose field has been selected already: a row that moves to another lane is mounted anew in the middle of typing. */
const begun = new WeakSet<object>();

/** The name of a row while it is typed. Enter commits, Escape takes back, leaving the field commits. */
export function OutlineNameField({
  node,
  session,
  onDone,
}: {
  readonly node: BoardNode;
  /** One object for each time somebody begins to rename. */
  readonly session: object;
  readonly onDone: (outcome: { readonly isEmpty: boolean; readonly isByKey: boolean }) => void;
}) {
  const { doc } = useBoardActs();
  const { value, field, change, cancel } = useLabelDraft<HTMLTextAreaElement>({
    doc,
    of: 'node',
    id: node.id,
  });
  const { form, name } = componentOf(node.kind);
  const isMultiline = form === 'text' || form === 'sticky';

  useEffect(() => {
    const element = field.current;
    element?.focus();
    if (begun.has(session)) element?.setSelectionRange(element.value.length, element.value.length);
    else element?.select();
    begun.add(session);
  }, [field, session]);

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      cancel();
      onDone({ isEmpty: false, isByKey: true });
    } else if (event.key === 'Enter' && !(isMultiline && event.shiftKey)) {
      event.preventDefault();
      onDone({ isEmpty: value.trim() === '', isByKey: true });
    }
  }

  return (
    <textarea
      ref={field}
      className={styles.nameField}
      data-field="name"
      data-editing={node.id}
      aria-label={OUTLINE_STRINGS.name(nameOf(node))}
      placeholder={name}
      maxLength={BOARD_LIMITS.labelLength}
      rows={1}
      value={value}
      spellCheck={false}
      onChange={(event) => change(event.target.value, event.target.selectionEnd)}
      onKeyDown={handleKeyDown}
      onBlur={() => onDone({ isEmpty: value.trim() === '', isByKey: false })}
    />
  );
}
