import type { Editor } from '@tiptap/core';
import { X } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { isSafeHref } from '#shared/documents/notes.ts';
import { Button } from '#client/ui/button.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { notesStrings } from './strings.ts';
import styles from './context-bar.module.css';

export interface LinkFormProps {
  readonly editor: Editor;
  readonly onClose: () => void;
}

/** Links the selected words, or writes the address itself where nothing is selected. */
export function LinkForm({ editor, onClose }: LinkFormProps) {
  const errorId = useId();
  const [current] = useState(() => {
    const href: unknown = editor.getAttributes('link')['href'];
    return typeof href === 'string' ? href : '';
  });
  const [address, setAddress] = useState(current);
  const [isInvalid, setIsInvalid] = useState(false);

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const href = address.trim();
    if (!isSafeHref(href)) {
      setIsInvalid(true);
      return;
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && current === '') {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] });
    } else chain.setMark('link', { href });
    chain.run();
    onClose();
  }

  function handleRemove() {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
    onClose();
  }

  function handleClose() {
    editor.commands.focus();
    onClose();
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    // The panel around the notes may close on Escape too.
    event.stopPropagation();
    handleClose();
  }

  return (
    <form className={styles.bar} onSubmit={handleSubmit}>
      <Input
        className={styles.field}
        inputMode="url"
        aria-label={notesStrings.linkAddress}
        aria-invalid={isInvalid || undefined}
        aria-describedby={isInvalid ? errorId : undefined}
        placeholder={notesStrings.linkPlaceholder}
        value={address}
        ref={focusOnMount}
        onKeyDown={handleKeyDown}
        onChange={(event) => {
          setAddress(event.target.value);
          setIsInvalid(false);
        }}
      />
      <Button type="submit" variant="secondary">
        {notesStrings.linkApply}
      </Button>
      {current === '' ? null : (
        <Button variant="ghost" onClick={handleRemove}>
          {notesStrings.linkRemove}
        </Button>
      )}
      <IconButton label={notesStrings.close} icon={<X />} onClick={handleClose} />
      <p id={errorId} className={styles.error} role="alert" hidden={!isInvalid}>
        {notesStrings.linkInvalid}
      </p>
    </form>
  );
}

// Outside the component: a new function on every render would take the focus back from the buttons.
function focusOnMount(input: HTMLInputElement | null): void {
  input?.focus();
}
