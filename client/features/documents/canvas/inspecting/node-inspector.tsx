import { useEffect, useState, type KeyboardEvent } from 'react';
import { ChevronDown, MoveUpRight, Pencil, Trash2 } from 'lucide-react';
import { rectOf } from '#shared/domain/board-card.ts';
import { BOARD_LIMITS, type BoardNode } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { componentOf, type QualifierDefinition } from '#shared/domain/ml-components.ts';
import { beginGesture, setColour, setQualifier } from '#shared/documents/canvas-writers.ts';
import { classNames } from '#client/ui/class-names.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { useBoardActs } from '../board-context.ts';
import { ColourSwatches } from './colour-swatches.tsx';
import { InspectorFrame } from './inspector-frame.tsx';
import { INSPECTOR_STRINGS } from './inspector-strings.ts';
import { STRINGS } from '../strings.ts';
import { useLabelDraft } from '../use-label-draft.ts';
import styles from './inspector.module.css';

export interface NodeInspectorProps {
  readonly node: BoardNode;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** What can be done with the one selected node: a row of acts, and its fields on request. */
export function NodeInspector({ node, isOpen, onToggle }: NodeInspectorProps) {
  const { doc, startEditing, remove, setTool } = useBoardActs();
  const component = componentOf(node.kind);
  const hasFields = component.qualifiers.length > 0;
  return (
    <InspectorFrame
      itemId={node.id}
      anchor={rectOf(node)}
      label={`${INSPECTOR_STRINGS.node}: ${nameOf(node)}`}
    >
      <div className={styles.row}>
        <IconButton
          size="sm"
          label={INSPECTOR_STRINGS.rename}
          icon={<Pencil />}
          shortcut="F2"
          onClick={() => startEditing(node.id)}
        />
        {component.form === 'lane' ? null : (
          <IconButton
            size="sm"
            label={INSPECTOR_STRINGS.connectFrom}
            icon={<MoveUpRight />}
            shortcut="C"
            onClick={() => setTool({ name: 'connect', source: node.id })}
          />
        )}
        <span className={styles.divider} />
        <ColourSwatches
          label={INSPECTOR_STRINGS.colour}
          value={node.colour}
          onPick={(colour) =>
            setColour({ doc, gesture: beginGesture(STRINGS.gestures.colour) }, { ids: [node.id], colour })
          }
        />
        <span className={styles.divider} />
        <IconButton
          size="sm"
          label={INSPECTOR_STRINGS.delete}
          icon={<Trash2 />}
          shortcut="Del"
          onClick={() => remove([node.id])}
        />
        {hasFields ? (
          <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
            {INSPECTOR_STRINGS.details}
            <ChevronDown size={14} aria-hidden="true" className={classNames(isOpen && styles.turned)} />
          </button>
        ) : null}
      </div>
      {hasFields && isOpen ? (
        <div className={styles.fields}>
          <NameField key={node.id} id={node.id} placeholder={component.name} />
          {component.qualifiers.map((definition) => (
            <QualifierField key={`${node.id} ${definition.key}`} node={node} definition={definition} />
          ))}
        </div>
      ) : null}
    </InspectorFrame>
  );
}

function NameField({ id, placeholder }: { id: string; placeholder: string }) {
  const { doc } = useBoardActs();
  const { value, field, change, cancel, settle } = useLabelDraft<HTMLInputElement>({ doc, of: 'node', id });
  return (
    <label className={styles.wide}>
      <span className={styles.caption}>{INSPECTOR_STRINGS.name}</span>
      <Input
        ref={field}
        value={value}
        placeholder={placeholder}
        maxLength={BOARD_LIMITS.labelLength}
        onChange={(event) => change(event.target.value, event.target.selectionEnd ?? undefined)}
        onFocus={settle}
        onKeyDown={(event) => leaveOnKeys(event, cancel)}
      />
    </label>
  );
}

/** Written when the field is left or Enter is pressed: a qualifier is one value, not a text two people write together. */
function QualifierField({ node, definition }: { node: BoardNode; definition: QualifierDefinition }) {
  const { doc } = useBoardActs();
  const { key, label, placeholder } = definition;
  const stored = node.qualifiers.find((qualifier) => qualifier.key === key)?.value ?? '';
  const [draft, setDraft] = useState<string | null>(null);

  // A value that changed elsewhere shows at once unless somebody is typing here.
  useEffect(() => () => setDraft(null), [stored]);

  function commit() {
    if (draft !== null && draft.trim() !== stored) {
      setQualifier(
        { doc, gesture: beginGesture(STRINGS.gestures.details) },
        { id: node.id, key, value: draft },
      );
    }
    setDraft(null);
  }

  return (
    <label className={styles.field}>
      <span className={styles.caption}>{label}</span>
      <Input
        value={draft ?? stored}
        placeholder={placeholder}
        maxLength={BOARD_LIMITS.qualifierLength}
        autoComplete="off"
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) commit();
          leaveOnKeys(event, () => setDraft(null));
        }}
      />
    </label>
  );
}

function leaveOnKeys(event: KeyboardEvent<HTMLInputElement>, onCancel: () => void) {
  event.stopPropagation();
  if (event.nativeEvent.isComposing) return;
  const field = event.currentTarget;
  if (event.key === 'Escape') onCancel();
  // One turn later, so that a cancelled draft is gone before leaving the field would write it.
  if (event.key === 'Enter' || event.key === 'Escape') setTimeout(() => field.blur());
}
