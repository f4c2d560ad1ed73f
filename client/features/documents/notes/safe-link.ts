import { InputRule, Mark, markInputRule, markPasteRule } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { isSafeHref } from '#shared/documents/notes.ts';

/** A whole address followed by a space; only addresses that name their protocol, so `torch.nn` stays text. */
const TYPED_ADDRESS = /(?:^|\s)(https?:\/\/\S+)\s$/i;
const PASTED_ADDRESS = /https?:\/\/[^\s<>"']+/gi;
const MARKDOWN_LINK = /\[([^[\]]+)\]\(((?:https?:\/\/|mailto:)[^\s()]+)\)$/i;

/**
 * Links with an address and nothing else. Target, relation and class are not stored: another client could set them, and
 * a link must neither leave the room's tab nor borrow a class of the page.
 */
export const SafeLink = Mark.create({
  name: 'link',
  priority: 1000,
  inclusive: false,
  keepOnSplit: false,

  addAttributes() {
    return { href: { default: null, parseHTML: (element) => element.getAttribute('href') } };
  },

  parseHTML() {
    return [{ tag: 'a[href]', getAttrs: (node) => (isSafeHref(node.getAttribute('href')) ? null : false) }];
  },

  renderHTML({ mark }) {
    const href: unknown = mark.attrs['href'];
    if (!isSafeHref(href)) return ['span', 0];
    return ['a', { href, target: '_blank', rel: 'noopener noreferrer nofollow', title: href }, 0];
  },

  addInputRules() {
    const markdownLink = markInputRule({
      find: (text) => {
        const match = MARKDOWN_LINK.exec(text);
        if (!match?.[1] || !isSafeHref(match[2])) return null;
        return { index: match.index, text: match[0], replaceWith: match[1], data: { href: match[2] } };
      },
      type: this.type,
      getAttributes: (match) => ({ href: match.data?.['href'] }),
    });
    const typedAddress = new InputRule({
      find: TYPED_ADDRESS,
      handler: ({ state, range, match }) => {
        const href = match[1];
        if (!isSafeHref(href)) return;
        const from = range.from + match[0].indexOf(href);
        state.tr
          .addMark(from, from + href.length, this.type.create({ href }))
          .insertText(' ', from + href.length)
          .removeStoredMark(this.type);
      },
    });
    return [markdownLink, typedAddress];
  },

  addPasteRules() {
    return [
      markPasteRule({
        find: (text) =>
          [...text.matchAll(PASTED_ADDRESS)].map((match) => ({
            index: match.index,
            text: match[0],
            data: { href: match[0] },
          })),
        type: this.type,
        getAttributes: (match) => (isSafeHref(match.data?.['href']) ? { href: match.data['href'] } : false),
      }),
    ];
  },

  addProseMirrorPlugins() {
    const { editor, type } = this;
    return [
      new Plugin({
        key: new PluginKey('safeLink'),
        props: {
          // Pasting an address over selected words links the words.
          handlePaste: (view, _event, slice) => {
            const href = slice.content.textBetween(0, slice.content.size).trim();
            if (view.state.selection.empty || !isSafeHref(href)) return false;
            return editor.commands.setMark(type, { href });
          },
          handleClick: (_view, _position, event) => {
            const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
            const href = anchor?.getAttribute('href');
            // A plain click while editing places the caret; a modified one opens, as in other editors.
            if (!isSafeHref(href) || !(event.metaKey || event.ctrlKey)) return false;
            window.open(href, '_blank', 'noopener,noreferrer');
            return true;
          },
        },
      }),
    ];
  },
});
