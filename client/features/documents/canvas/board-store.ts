import type * as Y from 'yjs';
import type { BoardEdge, BoardModel, BoardNode, BoardStroke } from '#shared/domain/board-model.ts';
import {
  composeBoard,
  edgesOf,
  inkOf,
  metaOf,
  nodesOf,
  readAll,
  readEdge,
  readNode,
  readStroke,
  readTitle,
  touchedIds,
} from '#shared/documents/canvas.ts';
import { StrokeReader } from '#shared/documents/canvas-stroke-reader.ts';

type Reader<Item> = (id: string, value: unknown) => Item | null;

/**
 * The live board of one document. Only items a transaction touched are read again; all others keep their object identity,
 * which is what lets React skip them. Listens to the document while somebody subscribes.
 */
export class BoardStore {
  readonly #doc: Y.Doc;
  readonly #nodes = new Map<string, BoardNode>();
  readonly #edges = new Map<string, BoardEdge>();
  readonly #strokes = new Map<string, BoardStroke>();
  readonly #listeners = new Set<() => void>();
  #model: BoardModel;
  #detach: (() => void) | null = null;

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#model = this.#readEverything();
  }

  readonly getSnapshot = (): BoardModel => this.#model;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (!this.#detach) this.#attach();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#detach?.();
      this.#detach = null;
    };
  };

  #attach(): void {
    // What happened between construction and now was not heard.
    this.#model = this.#readEverything();
    const detachers = [
      this.#follow(nodesOf(this.#doc), this.#nodes, readNode),
      this.#follow(edgesOf(this.#doc), this.#edges, readEdge),
      this.#followInk(),
      this.#followTitle(),
    ];
    this.#detach = () => {
      for (const detach of detachers) detach();
    };
  }

  #follow<Item>(root: Y.Map<unknown>, items: Map<string, Item>, read: Reader<Item>): () => void {
    const handleEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
      for (const id of touchedIds(events)) {
        const item = read(id, root.get(id));
        if (item === null) items.delete(id);
        else items.set(id, item);
      }
      this.#publish(keepLists(this.#model, this.#compose(this.#model.title)));
    };
    root.observeDeep(handleEvents);
    return () => root.unobserveDeep(handleEvents);
  }

  /** Ink grows ten times a second while somebody draws: what was read stays read, and nodes and edges stay what they are. */
  #followInk(): () => void {
    const root = inkOf(this.#doc);
    const reader = new StrokeReader();
    const handleEvents = (
      events: Y.YEvent<Y.AbstractType<unknown>>[],
      { deleteSet }: Y.Transaction,
    ): void => {
      const isGrowth = deleteSet.clients.size === 0;
      for (const id of touchedIds(events)) {
        const stroke = reader.read(id, root.get(id), { isGrowth });
        if (stroke === null) this.#strokes.delete(id);
        else this.#strokes.set(id, stroke);
      }
      const { title } = this.#model;
      const { strokes } = composeBoard({ title, nodes: [], edges: [], strokes: this.#strokes.values() });
      this.#publish({ ...this.#model, strokes });
    };
    root.observeDeep(handleEvents);
    return () => root.unobserveDeep(handleEvents);
  }

  #followTitle(): () => void {
    const meta = metaOf(this.#doc);
    const handleChange = (): void => {
      const title = readTitle(meta);
      if (title !== this.#model.title) this.#publish({ ...this.#model, title });
    };
    meta.observe(handleChange);
    return () => meta.unobserve(handleChange);
  }

  #readEverything(): BoardModel {
    refill(this.#nodes, readAll(nodesOf(this.#doc), readNode));
    refill(this.#edges, readAll(edgesOf(this.#doc), readEdge));
    refill(this.#strokes, readAll(inkOf(this.#doc), readStroke));
    return this.#compose(readTitle(metaOf(this.#doc)));
  }

  #compose(title: string): BoardModel {
    return composeBoard({
      title,
      nodes: this.#nodes.values(),
      edges: this.#edges.values(),
      strokes: this.#strokes.values(),
    });
  }

  #publish(model: BoardModel): void {
    this.#model = model;
    for (const listener of this.#listeners) listener();
  }
}

/** Arrows and ink stay the same lists while their items do: a box being moved draws neither anew. */
function keepLists(before: BoardModel, fresh: BoardModel): BoardModel {
  return {
    ...fresh,
    edges: sameList(before.edges, fresh.edges),
    strokes: sameList(before.strokes, fresh.strokes),
  };
}

/** The list as it was where the fresh one holds the same items, so that nothing is worked through again for it. */
export function sameList<List extends readonly unknown[]>(before: List, fresh: List): List {
  return before.length === fresh.length && fresh.every((item, at) => item === before[at]) ? before : fresh;
}

function refill<Item extends { readonly id: string }>(
  items: Map<string, Item>,
  fresh: readonly Item[],
): void {
  items.clear();
  for (const item of fresh) items.set(item.id, item);
}
