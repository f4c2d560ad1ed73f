import { Extension } from '@tiptap/core';
import { Fragment, type Schema, Slice } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';

/** About ten pages of text. One paste becomes one update, and an update has to fit the relay's message bound. */
export const MAX_PASTE_CHARACTERS = 20_000;
/** Parsing is bounded too: office programs put megabytes of mark-up around a page of text. */
const MAX_PASTE_HTML = 2_000_000;

/** Cuts what is pasted or dropped from outside to {@link MAX_PASTE_CHARACTERS}, as plain paragraphs. */
export const PasteLimit = Extension.create<{ onCut: () => void }>({
  name: 'pasteLimit',

  addOptions() {
    return { onCut: () => {} };
  },

  addProseMirrorPlugins() {
    const { onCut } = this.options;
    return [
      new Plugin({
        key: new PluginKey('pasteLimit'),
        props: {
          transformPastedHTML: (html) => html.slice(0, MAX_PASTE_HTML),
          transformPasted: (slice, view) => {
            // Moving a selection inside the editor passes here as well and must not lose anything.
            if (view.dragging || slice.content.size <= MAX_PASTE_CHARACTERS) return slice;
            onCut();
            return cutToPlainText({ slice, schema: view.state.schema });
          },
        },
      }),
    ];
  },
});

export function cutToPlainText({ slice, schema }: { slice: Slice; schema: Schema }): Slice {
  const text = slice.content
    .textBetween(0, Math.min(slice.content.size, MAX_PASTE_CHARACTERS * 2), '\n', '\n')
    .slice(0, MAX_PASTE_CHARACTERS);
  const paragraphs = text
    .split('\n')
    .map((line) => schema.node('paragraph', null, line === '' ? [] : [schema.text(line)]));
  return new Slice(Fragment.from(paragraphs), 1, 1);
}
