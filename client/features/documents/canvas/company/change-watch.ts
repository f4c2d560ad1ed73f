import * as Y from 'yjs';
import type { BoardEdge, BoardNode } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { authorsOf, type FieldAuthors } from '#shared/documents/canvas-authors.ts';
import { edgesOf, inkOf, nodesOf, readEdge, readNode, touchedIds } from '#shared/documents/canvas.ts';
import type { PeerChange } from './describe-changes.ts';

/** An item as far as it is told about; of ink only that it is there. */
type Item =
  | { readonly of: 'node'; readonly node: BoardNode }
  | { readonly of: 'edge'; readonly edge: BoardEdge }
  | { readonly of: 'stroke' };

interface PendingChange {
  readonly of: Item['of'];
  readonly id: string;
  /** The item as it was when last told; null when it was not there. */
  readonly was: Item | null;
  by: string | null;
  changedAt: number;
}

export interface ChangeWatchDeps {
  readonly doc: Y.Doc;
  /** Name of who wrote with a client id, null when nobody knows; `self` for this person's other pages. Null stands for a deletion. */
  readonly nameOfAuthor: (clientId: number | null) => string | null | typeof SELF;
  /** Milliseconds of any clock. */
  readonly now: () => number;
  /** Something is there to be taken, sooner or later. */
  readonly onChange: () => void;
}

/** Not told: this person knows. */
export const SELF = Symbol('self');

/** While somebody drags or types an item it is not told; it must have rested this long, in milliseconds. */
export const REST_MS = 1_000;

/**
 * Gathers what other people change on a board until it is taken. Many writes to one item are one change: what it was before
 * against what it is then.
 */
export class ChangeWatch {
  readonly #deps: ChangeWatchDeps;
  readonly #known = new Map<string, Item>();
  readonly #pending = new Map<string, PendingChange>();

  constructor(deps: ChangeWatchDeps) {
    this.#deps = deps;
  }

  get hasPending(): boolean {
    return this.#pending.size > 0;
  }

  /** Starts to watch; what is there already is not news. The returned function ends it. */
  open(): () => void {
    const { doc } = this.#deps;
    const detachers = [
      this.#follow('node', nodesOf(doc)),
      this.#follow('edge', edgesOf(doc)),
      this.#follow('stroke', inkOf(doc)),
    ];
    return () => {
      for (const detach of detachers) detach();
      this.#known.clear();
      this.#pending.clear();
    };
  }

  /** What has come to rest since the last time; the rest stays. */
  take(): readonly PeerChange[] {
    const ready = [...this.#pending].filter(([, { changedAt }]) => this.#deps.now() - changedAt >= REST_MS);
    for (const [key] of ready) this.#pending.delete(key);
    return ready.map(([, pending]) => this.#toChange(pending)).filter((change) => change !== null);
  }

  #follow(of: Item['of'], root: Y.Map<unknown>): () => void {
    for (const [id, value] of root.entries()) this.#remember(of, id, value);
    const handleEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction): void => {
      const authors = local ? null : authorsOf(events);
      for (const id of touchedIds(events)) {
        const was = this.#known.get(`${of} ${id}`) ?? null;
        this.#remember(of, id, root.get(id));
        const ofItem = authors?.get(id);
        if (ofItem) this.#note({ of, id, was }, ofItem);
        // Whoever takes an item in hand has seen it.
        else if (local) this.#pending.delete(`${of} ${id}`);
      }
    };
    root.observeDeep(handleEvents);
    return () => root.unobserveDeep(handleEvents);
  }

  #remember(of: Item['of'], id: string, value: unknown): void {
    const item = toItem(of, id, value);
    if (item) this.#known.set(`${of} ${id}`, item);
    else this.#known.delete(`${of} ${id}`);
  }

  #note(item: Pick<PendingChange, 'of' | 'id' | 'was'>, authors: FieldAuthors): void {
    const author = [...authors.values()].find((client) => client !== null) ?? null;
    const by = this.#deps.nameOfAuthor(author);
    if (by === SELF) return;
    const key = `${item.of} ${item.id}`;
    const known = this.#pending.get(key);
    this.#pending.set(key, {
      ...item,
      was: known ? known.was : item.was,
      by: by ?? known?.by ?? null,
      changedAt: this.#deps.now(),
    });
    this.#deps.onChange();
  }

  /** Null when in the end nothing is different, or nothing that can be named. */
  #toChange({ of, id, was, by }: PendingChange): PeerChange | null {
    const is = this.#known.get(`${of} ${id}`) ?? null;
    const what = was ? (is ? 'changed' : 'deleted') : 'added';
    const either = is ?? was;
    if (!either) return null;
    if (either.of === 'stroke') return what === 'changed' ? null : { of: 'stroke', id, by, what };
    if (either.of === 'edge') {
      // An arrow that goes with its component is not told beside it: one of its ends has no name any more.
      const [source, target] = [this.#nameOf(either.edge.source), this.#nameOf(either.edge.target)];
      return source === null || target === null ? null : { of: 'edge', id, by, what, source, target };
    }
    const name = nameOf(either.node);
    if (was?.of !== 'node' || is?.of !== 'node') return { of: 'node', id, by, what, name };
    if (is.node.label !== was.node.label)
      return { of: 'node', id, by, what: 'renamed', name, was: nameOf(was.node) };
    const hasMoved = is.node.x !== was.node.x || is.node.y !== was.node.y;
    return { of: 'node', id, by, what: hasMoved ? 'moved' : 'changed', name };
  }

  #nameOf(nodeId: string): string | null {
    const item = this.#known.get(`node ${nodeId}`);
    return item?.of === 'node' ? nameOf(item.node) : null;
  }
}

function toItem(of: Item['of'], id: string, value: unknown): Item | null {
  if (of === 'stroke') return value instanceof Y.Map ? { of } : null;
  if (of === 'node') {
    const node = readNode(id, value);
    return node && { of, node };
  }
  const edge = readEdge(id, value);
  return edge && { of, edge };
}
