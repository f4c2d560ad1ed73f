import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';

export interface NotesKeysOptions {
  readonly onFocusToolbar: () => void;
  /** Puts the focus behind the text, from where `Tab` goes on; inside, the next stop would be the first checkbox. */
  readonly onLeaveForward: () => void;
}

/**
 * Keys beyond formatting: `Mod-Enter` ticks the checklist item, `Alt-F10` goes to the formatting bar, and `Escape`
 * followed by `Tab` leaves the editor, because lists and tables keep `Tab` for themselves (WCAG 2.1.2, no trap).
 */
export const NotesKeys = Extension.create<NotesKeysOptions>({
  name: 'notesKeys',
  priority: 1500,

  addOptions() {
    return { onFocusToolbar: () => {}, onLeaveForward: () => {} };
  },

  addKeyboardShortcuts() {
    return {
      'Alt-F10': () => {
        this.options.onFocusToolbar();
        return true;
      },
      'Mod-Enter': ({ editor }) => {
        if (!editor.isActive('taskItem')) return false;
        return editor.commands.updateAttributes('taskItem', {
          checked: editor.getAttributes('taskItem')['checked'] !== true,
        });
      },
    };
  },

  addProseMirrorPlugins() {
    const { onLeaveForward } = this.options;
    let isLeaving = false;
    return [
      new Plugin({
        key: new PluginKey('notesKeysLeave'),
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              if (event.key === 'Tab' && isLeaving) {
                if (!event.shiftKey) onLeaveForward();
                // True without preventDefault: the editor stays out of it and the browser moves the focus.
                return true;
              }
              if (event.key !== 'Shift') isLeaving = event.key === 'Escape';
              return false;
            },
            blur: () => {
              isLeaving = false;
              return false;
            },
          },
        },
      }),
    ];
  },
});
