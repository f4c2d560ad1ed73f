import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { Ellipsis, Redo2, Type, Undo2 } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { type ReactNode, type RefObject, useRef } from 'react';
import { DropdownMenu, MenuItem, MenuRadioGroup } from '#client/ui/dropdown-menu.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Kbd } from '#client/ui/kbd.tsx';
import { notesStrings } from './strings.ts';
import { currentTextStyle, FORMAT_ACTIONS, type FormatAction, TEXT_STYLES } from './toolbar-actions.ts';
import { useToolbarCapacity } from './use-toolbar-capacity.ts';
import styles from './notes-toolbar.module.css';

/** Undo, redo, text style and the menu itself. */
const RESERVED_COUNT = 4;

export interface NotesToolbarProps {
  readonly editor: Editor;
  /** For moving the focus here from the keyboard. */
  readonly barRef: RefObject<HTMLDivElement | null>;
  readonly isLinkFormOpen: boolean;
  readonly onOpenLinkForm: () => void;
}

export function NotesToolbar({ editor, barRef, isLinkFormOpen, onOpenLinkForm }: NotesToolbarProps) {
  const capacity = useToolbarCapacity({
    bar: barRef,
    reservedCount: RESERVED_COUNT,
    itemCount: FORMAT_ACTIONS.length,
  });
  const state = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      active: FORMAT_ACTIONS.filter((action) => current.isActive(action.name)).map((action) => action.name),
      textStyle: currentTextStyle(current),
      canUndo: current.can().undo(),
      canRedo: current.can().redo(),
    }),
  });
  // A menu gives the focus back to its button once it has closed; after a choice it belongs to the text.
  const hasChosen = useRef(false);

  function run(apply: FormatAction['apply']) {
    if (apply === 'link-form') onOpenLinkForm();
    else apply(editor.chain().focus()).run();
  }

  function choose(apply: FormatAction['apply']) {
    // The link form takes the focus by itself.
    hasChosen.current = apply !== 'link-form';
    run(apply);
  }

  function handleTriggerFocus() {
    if (!hasChosen.current) return;
    hasChosen.current = false;
    editor.commands.focus();
  }

  const shown = FORMAT_ACTIONS.slice(0, capacity);
  const rest = FORMAT_ACTIONS.slice(capacity);

  return (
    <Toolbar.Root
      ref={barRef}
      className={styles.bar}
      aria-label={notesStrings.toolbar}
      // A press on a button must not take the selection, and on a phone the keyboard, away from the text.
      onMouseDown={(event) => event.preventDefault()}
    >
      <ToolbarButton
        label={notesStrings.undo}
        shortcut="Mod+Z"
        icon={<Undo2 />}
        isDisabled={!state.canUndo}
        onPress={() => run((chain) => chain.undo())}
      />
      <ToolbarButton
        label={notesStrings.redo}
        shortcut="Mod+Shift+Z"
        icon={<Redo2 />}
        isDisabled={!state.canRedo}
        onPress={() => run((chain) => chain.redo())}
      />
      <DropdownMenu
        trigger={
          <Toolbar.Button asChild onFocus={handleTriggerFocus}>
            <IconButton size="sm" label={notesStrings.textStyle} icon={<Type />} tooltipSide="bottom" />
          </Toolbar.Button>
        }
      >
        <MenuRadioGroup
          options={TEXT_STYLES.map(({ id, label, shortcut }) => ({
            value: id,
            label: (
              <span className={styles.style}>
                <span className={styles.styleName} data-style={id}>
                  {label}
                </span>
                <Kbd keys={shortcut} />
              </span>
            ),
          }))}
          value={state.textStyle}
          onValueChange={(id) => {
            const chosen = TEXT_STYLES.find((style) => style.id === id);
            if (chosen) choose(chosen.apply);
          }}
        />
      </DropdownMenu>
      {shown.map(({ name, label, shortcut, icon: Icon, apply }) => (
        <ToolbarButton
          key={name}
          label={label}
          shortcut={shortcut}
          icon={<Icon />}
          isPressed={state.active.includes(name) || (apply === 'link-form' && isLinkFormOpen)}
          isDisabled={name === 'table' && state.active.includes(name)}
          onPress={() => run(apply)}
        />
      ))}
      {rest.length > 0 ? (
        <DropdownMenu
          align="end"
          trigger={
            <Toolbar.Button asChild onFocus={handleTriggerFocus}>
              <IconButton size="sm" label={notesStrings.more} icon={<Ellipsis />} tooltipSide="bottom" />
            </Toolbar.Button>
          }
        >
          {rest.map(({ name, label, shortcut, icon: Icon, apply }) => (
            <MenuItem key={name} icon={<Icon />} shortcut={shortcut} onSelect={() => choose(apply)}>
              {label}
            </MenuItem>
          ))}
        </DropdownMenu>
      ) : null}
    </Toolbar.Root>
  );
}

interface ToolbarButtonProps {
  readonly label: string;
  readonly icon: ReactNode;
  readonly shortcut?: string | undefined;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
  readonly onPress: () => void;
}

function ToolbarButton({
  label,
  icon,
  shortcut,
  isPressed,
  isDisabled = false,
  onPress,
}: ToolbarButtonProps) {
  return (
    <Toolbar.Button asChild>
      <IconButton
        size="sm"
        label={label}
        icon={icon}
        shortcut={shortcut}
        isPressed={isPressed}
        tooltipSide="bottom"
        // Not `disabled`, so that the arrow keys find the same buttons whatever can be undone.
        aria-disabled={isDisabled || undefined}
        onClick={isDisabled ? undefined : onPress}
      />
    </Toolbar.Button>
  );
}
