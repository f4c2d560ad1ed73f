import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { type CaretPosition, toCaretPosition } from './caret-position.ts';
import { isRecord, type PresenceUser, toPresenceUser } from './presence-user.ts';
import styles from './presence-carets.module.css';

/** A name is worth reading while its owner moves; at rest the coloured line is enough. */
const REST_AFTER_MS = 3_000;

export interface PresenceCaretsOptions {
  readonly awareness: Awareness | null;
  /** Readers see the carets of others and show none of their own. */
  readonly isReadOnly: boolean;
}

/**
 * Carets and selections of the others in the document, in the colours the server gave them. TipTap's own extension is
 * not used: it writes its configured user over the server's, and paints with whatever colour text a client sends.
 */
export const PresenceCarets = Extension.create<PresenceCaretsOptions>({
  name: 'presenceCarets',
  // After the binding (1000), whose mapping the positions are resolved with.
  priority: 999,

  addOptions() {
    return { awareness: null, isReadOnly: false };
  },

  addProseMirrorPlugins() {
    const { awareness, isReadOnly } = this.options;
    if (!awareness) return [];
    const rest = new CaretRest();
    return [
      new Plugin({
        key: new PluginKey('presenceCaretsRest'),
        view: (view) => {
          rest.open(view.dom);
          const handleChange = () => rest.update(listPeers(awareness));
          handleChange();
          awareness.on('change', handleChange);
          return {
            destroy: () => {
              awareness.off('change', handleChange);
              rest.close();
            },
          };
        },
      }),
      yCursorPlugin(caretSource({ awareness, isReadOnly }), {
        awarenessStateFilter: () => true,
        cursorBuilder: (user: unknown, clientId) =>
          drawCaret({ user: toPresenceUser(user), clientId, isResting: rest.isResting(clientId) }),
        selectionBuilder: (user: unknown) => ({
          class: styles.selection ?? '',
          'data-colour': String(toPresenceUser(user).colour),
        }),
      }),
    ];
  },
});

interface Peer {
  readonly user: PresenceUser;
  readonly cursor: CaretPosition;
}

function listPeers(awareness: Awareness): Map<number, Peer> {
  const peers = new Map<number, Peer>();
  for (const [clientId, state] of awareness.getStates()) {
    const cursor = isRecord(state) ? toCaretPosition(state['cursor']) : null;
    if (cursor && clientId !== awareness.clientID) {
      peers.set(clientId, { user: toPresenceUser(state['user']), cursor });
    }
  }
  return peers;
}

/**
 * The part of Awareness that the cursor plugin uses, with checked copies of the others' states: the plugin completes
 * `user` in place and resolves any position it is given.
 */
function caretSource({ awareness, isReadOnly }: { awareness: Awareness; isReadOnly: boolean }): Awareness {
  const source = {
    getStates: () =>
      new Map(
        // The plugin warns about users without a six-digit colour; this one is never painted.
        [...listPeers(awareness)].map(([id, peer]) => [
          id,
          { cursor: peer.cursor, user: { ...peer.user, color: '#000000' } },
        ]),
      ),
    getLocalState: () => awareness.getLocalState(),
    setLocalStateField: (field: string, value: unknown) => {
      if (!isReadOnly) awareness.setLocalStateField(field, value);
    },
    on: awareness.on.bind(awareness),
    off: awareness.off.bind(awareness),
  } satisfies Pick<Awareness, 'getStates' | 'getLocalState' | 'setLocalStateField' | 'on' | 'off'>;
  // Complete for the plugin: these five members are all it touches in y-tiptap 3.0.
  return source as unknown as Awareness;
}

function drawCaret({
  user,
  clientId,
  isResting,
}: {
  user: PresenceUser;
  clientId: number;
  isResting: boolean;
}) {
  const caret = document.createElement('span');
  caret.className = styles.caret ?? '';
  caret.dataset['caret'] = String(clientId);
  caret.dataset['colour'] = String(user.colour);
  caret.dataset['resting'] = String(isResting);
  const label = document.createElement('span');
  label.className = styles.label ?? '';
  label.textContent = user.name;
  // Word joiners keep the line from breaking at the caret.
  caret.append('\u2060', label, '\u2060');
  requestAnimationFrame(() => keepLabelInside(caret));
  return caret;
}

/** Near the right edge the name hangs to the left of its caret, or the page would scroll sideways. */
function keepLabelInside(caret: HTMLElement): void {
  const page = caret.closest('.ProseMirror');
  const label = caret.querySelector<HTMLElement>(':scope > span');
  if (!page || !label) return;
  const end = caret.getBoundingClientRect().left + label.offsetWidth;
  caret.dataset['side'] = end > page.getBoundingClientRect().right ? 'start' : 'end';
}

/** Which carets have stood still for a while. Owns one timer a peer. */
class CaretRest {
  #editor: HTMLElement | null = null;
  readonly #peers = new Map<number, { position: string; timer: ReturnType<typeof setTimeout> | null }>();

  open(editor: HTMLElement): void {
    this.#editor = editor;
  }

  isResting(clientId: number): boolean {
    return this.#peers.get(clientId)?.timer === null;
  }

  update(peers: ReadonlyMap<number, Peer>): void {
    for (const [clientId, { timer }] of this.#peers) {
      if (peers.has(clientId)) continue;
      if (timer) clearTimeout(timer);
      this.#peers.delete(clientId);
    }
    for (const [clientId, { cursor }] of peers) {
      const position = JSON.stringify(cursor);
      const known = this.#peers.get(clientId);
      if (known?.position === position) continue;
      if (known?.timer) clearTimeout(known.timer);
      const timer = setTimeout(() => this.#settle({ clientId, position }), REST_AFTER_MS);
      this.#peers.set(clientId, { position, timer });
      this.#paint({ clientId, isResting: false });
    }
  }

  #settle({ clientId, position }: { clientId: number; position: string }): void {
    this.#peers.set(clientId, { position, timer: null });
    this.#paint({ clientId, isResting: true });
  }

  // Straight on the element: a transaction just to fade a label would reconcile the whole document.
  #paint({ clientId, isResting }: { clientId: number; isResting: boolean }): void {
    for (const caret of this.#editor?.querySelectorAll<HTMLElement>(`[data-caret="${clientId}"]`) ?? []) {
      caret.dataset['resting'] = String(isResting);
      if (!isResting) requestAnimationFrame(() => keepLabelInside(caret));
    }
  }

  close(): void {
    for (const { timer } of this.#peers.values()) if (timer) clearTimeout(timer);
    this.#peers.clear();
    this.#editor = null;
  }
}
