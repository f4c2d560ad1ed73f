import { useLayoutEffect, useRef, type CSSProperties, type KeyboardEvent } from 'react';
import { BOARD_LIMITS } from '#shared/domain/board-model.ts';
import { classNames } from '#client/ui/class-names.ts';
import { STRINGS } from './strings.ts';
import { useLabelDraft, type LabelDraftInput } from './use-label-draft.ts';
import styles from './label-editor.module.css';

export type LabelEditorProps = LabelDraftInput & {
  readonly placeholder?: string;
  /** Where Shift+Enter makes a new line; elsewhere labels are one paragraph. */
  readonly isMultiline: boolean;
  readonly isCentred?: boolean;
  readonly style?: CSSProperties;
  readonly onDone: (outcome: { readonly isEmpty: boolean }) => void;
};

/** The label of a node while it is typed, in place. Enter commits, Escape takes back, leaving the field commits. */
export function LabelEditor({
  placeholder,
  isMultiline,
  isCentred = false,
  style,
  onDone,
  ...target
}: LabelEditorProps) {
  const { value, field, change, cancel } = useLabelDraft<HTMLTextAreaElement>(target);

  const hasSettled = useRef(false);
  useLayoutEffect(() => {
    const element = field.current;
    const take = () => {
      element?.focus({ preventScroll: true });
      element?.select();
    };
    // At once, so that the first letters typed are words and no shortcuts. React Flow may focus the node on the same click
    // still: that is no leaving, and the field takes the keyboard back in the next frame.
    take();
    const frame = requestAnimationFrame(() => {
      hasSettled.current = true;
      if (document.activeElement !== element) take();
    });
    return () => cancelAnimationFrame(frame);
  }, [field]);

  function handleKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      cancel();
      onDone({ isEmpty: false });
    } else if (event.key === 'Enter' && !(isMultiline && event.shiftKey)) {
      event.preventDefault();
      onDone({ isEmpty: value.trim() === '' });
    }
  }

  return (
    <textarea
      ref={field}
      className={classNames('nodrag', 'nopan', 'nowheel', 'nokey', styles.field, isCentred && styles.centred)}
      style={style}
      aria-label={STRINGS.labelEditor}
      data-editing={target.id}
      placeholder={placeholder}
      maxLength={BOARD_LIMITS.labelLength}
      rows={1}
      value={value}
      spellCheck={false}
      onChange={(event) => change(event.target.value, event.target.selectionEnd)}
      onKeyDown={handleKeyDown}
      onBlur={() => hasSettled.current && onDone({ isEmpty: value.trim() === '' })}
    />
  );
}
