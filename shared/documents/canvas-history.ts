import * as Y from 'yjs';
import { edgesOf, inkOf, nodesOf, touchedIds } from './canvas.ts';
import { authorsOf, type FieldAuthors } from './canvas-authors.ts';
import { InkChunks } from './canvas-ink-chunks.ts';
import {
  isSameValue,
  LABEL_FIELD,
  restoreItem,
  snapshotItem,
  toShared,
  type FieldValue,
  type ItemSnapshot,
} from './canvas-snapshot.ts';
import { applySplice, diffText, rebaseSplice, spliceText } from './canvas-text.ts';
import { isCanvasGesture, type CanvasGesture } from './canvas-writers.ts';

/**
 * Undo and redo of one person's own gestures on a board that others change at the same time.
 *
 * A step never takes back what somebody else did: a field is reverted only while it holds what the gesture wrote and
 * nobody else wrote it since, a label is reverted around the characters others typed, a created item is removed only while
 * nobody else has touched it or attached an arrow to it, and a deleted item comes back under its own id, an arrow only where
 * one of its ends comes with it or both are there. One press is one
 * gesture; what of it cannot be taken back is told with the person it was left for, and the press does not fall through to
 * an older one. Lives in memory; a reload starts afresh.
 *
 * Not Y.UndoManager: that deletes a node another person has labelled, falls through to older gestures, and leaves fields
 * undefined after concurrent moves.
 */

const MAX_STEPS = 200;
const HISTORY_ORIGIN = { type: 'canvas-history' } as const;

/** A change of one field, or with `field` null of an item's existence. */
type Change = {
  readonly root: Root;
  readonly id: string;
  /** What others wrote after the gesture did has a higher number; going back and forth does not make it older. */
  seen: number;
  /** Set when somebody replaced everything this change wrote into a label. */
  replacedBy?: Author;
} & (
  | { readonly field: null; before: ItemSnapshot | undefined; after: ItemSnapshot | undefined }
  | { readonly field: string; before: FieldValue | undefined; after: FieldValue | undefined }
);

type Root = 'nodes' | 'edges' | 'ink';

interface Step {
  readonly gesture: CanvasGesture;
  changes: Change[];
}

export interface HistoryState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** A Yjs client id; null when nobody can say, as after a deletion. */
type Author = number | null;

/** A change that was left alone, and for whom. */
export interface KeptChange {
  readonly why: 'changed' | 'deleted';
  readonly by: Author;
}

/** What a press did: how many changes it took back, and which it left because somebody else came after them. */
export interface HistoryOutcome {
  readonly label: string;
  readonly applied: number;
  readonly kept: readonly KeptChange[];
}

interface Touch {
  readonly at: number;
  readonly by: Author;
}

interface TouchedItem {
  readonly root: Root;
  readonly id: string;
  readonly before: ItemSnapshot | undefined;
  readonly after: ItemSnapshot | undefined;
}

/** Follows one document while it is open. */
export class CanvasHistory {
  readonly #doc: Y.Doc;
  readonly #roots: Readonly<Record<Root, Y.Map<unknown>>>;
  readonly #items = new Map<string, ItemSnapshot>();
  /** What others did last: to an item in any way, to an item as a whole (made, deleted), to one field of it. */
  readonly #touched = new Map<string, Touch>();
  readonly #remade = new Map<string, Touch>();
  readonly #written = new Map<string, Touch>();
  readonly #listeners = new Set<() => void>();
  #undoSteps: Step[] = [];
  #redoSteps: Step[] = [];
  #clock = 0;
  #state: HistoryState = { canUndo: false, canRedo: false };

  constructor(doc: Y.Doc) {
    this.#doc = doc;
    this.#roots = { nodes: nodesOf(doc), edges: edgesOf(doc), ink: inkOf(doc) };
  }

  readonly getState = (): HistoryState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes back the last gesture; null when there is none. */
  undo(): HistoryOutcome | null {
    return this.#travel(this.#undoSteps, this.#redoSteps, 'before');
  }

  /** Does the last undone gesture again; null when there is none. */
  redo(): HistoryOutcome | null {
    return this.#travel(this.#redoSteps, this.#undoSteps, 'after');
  }

  /** Starts to follow the document; the returned function ends it and forgets every step. */
  open(): () => void {
    this.#items.clear();
    const detachers = (['nodes', 'edges', 'ink'] as const).map((name) => this.#follow(name));
    return () => {
      for (const detach of detachers) detach();
      this.#undoSteps = [];
      this.#redoSteps = [];
      this.#publish();
    };
  }

  #follow(name: Root): () => void {
    const root = this.#roots[name];
    for (const [id, item] of root.entries()) this.#remember(name, id, snapshotItem(item));
    const handleEvents = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction): void => {
      const { origin } = transaction;
      const gesture = transaction.local && isCanvasGesture(origin) ? origin : null;
      const authors = gesture || origin === HISTORY_ORIGIN ? null : authorsOf(events);
      const isGrowth = transaction.deleteSet.clients.size === 0;
      for (const id of touchedIds(events)) {
        const before = this.#items.get(`${name} ${id}`);
        const after = snapshotItem(root.get(id), isGrowth ? before : undefined);
        this.#remember(name, id, after);
        const item = { root: name, id, before, after };
        if (gesture) this.#record(gesture, item);
        else if (authors) this.#noteOthers(item, authors.get(id));
      }
      this.#publish();
    };
    root.observeDeep(handleEvents);
    return () => root.unobserveDeep(handleEvents);
  }

  #record(gesture: CanvasGesture, item: TouchedItem): void {
    let step = this.#undoSteps.find((candidate) => candidate.gesture === gesture);
    if (!step) {
      step = { gesture, changes: [] };
      this.#undoSteps = [...this.#undoSteps, step].slice(-MAX_STEPS);
      this.#redoSteps = [];
    }
    for (const change of diffItem(item, this.#clock)) mergeChange(step, change);
  }

  #noteOthers(item: TouchedItem, authors: FieldAuthors = new Map()): void {
    this.#clock += 1;
    const { root, id, before, after } = item;
    const at = this.#clock;
    const touch = { at, by: [...authors.values()].find((author) => author !== null) ?? null };
    this.#touched.set(id, touch);
    // An arrow that somebody attaches makes its ends theirs too.
    for (const snapshot of [before, after])
      for (const end of [snapshot?.get('s'), snapshot?.get('t')])
        if (typeof end === 'string') this.#touched.set(end, touch);
    for (const [field, by] of authors)
      if (field === null) this.#remade.set(`${root} ${id}`, { at, by });
      else this.#written.set(`${root} ${id} ${field}`, { at, by });

    const [was, is] = [before?.get(LABEL_FIELD), after?.get(LABEL_FIELD)];
    if (typeof was !== 'string' || typeof is !== 'string' || was === is) return;
    const theirs = { root, id, before: was, after: is, by: authors.get(LABEL_FIELD) ?? touch.by };
    for (const step of [...this.#undoSteps, ...this.#redoSteps]) rebaseLabel(step, theirs);
  }

  #travel(from: Step[], to: Step[], side: Side): HistoryOutcome | null {
    let step = from.pop();
    // A drag that ended where it began left nothing to take back.
    while (step && step.changes.every(isNothing)) step = from.pop();
    if (!step) {
      this.#publish();
      return null;
    }
    const changes = step.changes.filter((change) => !isNothing(change));
    const coming = new Set(
      changes
        .filter(({ root, id, field, [side]: item }) => field === null && item && !this.#roots[root].has(id))
        .map(({ id }) => id),
    );
    const applied = new Set<Change>();
    const kept: KeptChange[] = [];
    this.#doc.transact(() => {
      for (const change of side === 'before' ? changes.toReversed() : changes) {
        const reason = this.#findLostEnd(side, change, coming) ?? this.#apply(change, side);
        if (reason) kept.push(reason);
        else applied.add(change);
      }
    }, HISTORY_ORIGIN);
    // What was left to somebody else is theirs: the way back does not ask for it again.
    step.changes = changes.filter((change) => applied.has(change));
    if (applied.size > 0) to.push(step);
    this.#publish();
    return { label: step.gesture.label, applied: applied.size, kept };
  }

  /** Takes one change back; or leaves it and tells for whom. */
  #apply(change: Change, side: Side): KeptChange | null {
    if (change.field === null) return this.#applyExistence(change, side);
    const root = this.#roots[change.root];
    const item = root.get(change.id);
    if (!(item instanceof Y.Map)) return { why: 'deleted', by: this.#touched.get(change.id)?.by ?? null };
    if (change.replacedBy !== undefined && isSameValue(change.before, change.after))
      return { why: 'changed', by: change.replacedBy };
    const remade = this.#remade.get(`${change.root} ${change.id}`);
    if (remade && remade.at > change.seen) return { why: 'changed', by: remade.by };

    const target = change[side];
    const expected = change[side === 'before' ? 'after' : 'before'];
    const held: unknown = item.get(change.field);
    if (held instanceof Y.Text && typeof target === 'string' && typeof expected === 'string') {
      const splice = rebaseSplice(diffText(expected, target), diffText(expected, held.toString()));
      spliceText(held, applySplice(held.toString(), splice));
      return null;
    }
    const written = this.#written.get(`${change.root} ${change.id} ${change.field}`);
    const isTheirs = written !== undefined && written.at > change.seen;
    if (isTheirs || !isSameValue(snapshotItem(item)?.get(change.field), expected))
      return { why: 'changed', by: written?.by ?? null };
    if (target === undefined) item.delete(change.field);
    else if (held instanceof Y.Array && target instanceof InkChunks) {
      resizeChunks(held, target);
      // Yjs copies what is written, and chunks are compared by identity.
      change[side] = InkChunks.read(held);
    } else item.set(change.field, toShared(change.field, target));
    return null;
  }

  /**
   * An arrow that comes back alone, to an end that somebody deleted meanwhile, would be written where nobody sees it. With
   * one of its ends it comes back all the same: the other may follow, when whoever deleted it takes that back.
   */
  #findLostEnd(
    side: Side,
    { root, id, field, [side]: target }: Change,
    coming: ReadonlySet<string>,
  ): KeptChange | null {
    if (root !== 'edges' || field !== null || !(target instanceof Map) || this.#roots.edges.has(id))
      return null;
    const ends = [target.get('s'), target.get('t')].filter((end) => typeof end === 'string');
    const lost = ends.find((end) => !this.#roots.nodes.has(end));
    if (lost === undefined || ends.some((end) => coming.has(end))) return null;
    return { why: 'deleted', by: this.#touched.get(lost)?.by ?? null };
  }

  #applyExistence(change: Change & { field: null }, side: Side): KeptChange | null {
    const root = this.#roots[change.root];
    const target = change[side];
    const touch = this.#touched.get(change.id);
    if (target !== undefined) {
      if (root.has(change.id)) return { why: 'changed', by: touch?.by ?? null };
      root.set(change.id, restoreItem(target));
      return null;
    }
    if (!root.has(change.id)) return { why: 'deleted', by: touch?.by ?? null };
    if (touch && touch.at > change.seen) return { why: 'changed', by: touch.by };
    // What comes back on the way forth is the item as it is now, not as it was first made.
    change[side === 'before' ? 'after' : 'before'] = snapshotItem(root.get(change.id));
    root.delete(change.id);
    return null;
  }

  #remember(root: Root, id: string, snapshot: ItemSnapshot | undefined): void {
    if (snapshot) this.#items.set(`${root} ${id}`, snapshot);
    else this.#items.delete(`${root} ${id}`);
  }

  #publish(): void {
    const canUndo = this.#undoSteps.length > 0;
    const canRedo = this.#redoSteps.length > 0;
    if (canUndo === this.#state.canUndo && canRedo === this.#state.canRedo) return;
    this.#state = { canUndo, canRedo };
    for (const listener of this.#listeners) listener();
  }
}

type Side = 'before' | 'after';

function diffItem({ root, id, before, after }: TouchedItem, seen: number): readonly Change[] {
  if (!before || !after) return before || after ? [{ field: null, root, id, before, after, seen }] : [];
  const fields = new Set([...before.keys(), ...after.keys()]);
  return [...fields]
    .filter((field) => !isSameValue(before.get(field), after.get(field)))
    .map((field) => ({ field, root, id, before: before.get(field), after: after.get(field), seen }));
}

/** One gesture may write an item several times: only where it began and where it ended counts. */
function mergeChange(step: Step, change: Change): void {
  const ofItem = step.changes.filter((known) => known.root === change.root && known.id === change.id);
  const existence = ofItem.find((known) => known.field === null);
  if (change.field === null) {
    if (existence) existence.after = change.after;
    else step.changes.push(change);
    return;
  }
  if (existence?.field === null && existence.after) {
    const after = new Map(existence.after);
    if (change.after === undefined) after.delete(change.field);
    else after.set(change.field, change.after);
    existence.after = after;
    return;
  }
  const known = ofItem.find((candidate) => candidate.field === change.field);
  if (!known || known.field === null) {
    step.changes.push(change);
    return;
  }
  known.after = change.after;
  known.seen = change.seen;
}

/** Carries another person's characters into the texts a step remembers, so that undoing the step leaves them alone. */
function rebaseLabel(
  step: Step,
  theirs: {
    readonly root: Root;
    readonly id: string;
    readonly before: string;
    readonly after: string;
    readonly by: Author;
  },
): void {
  const splice = diffText(theirs.before, theirs.after);
  const carry = (text: string): string =>
    applySplice(text, rebaseSplice(splice, diffText(theirs.before, text)));
  for (const change of step.changes) {
    if (change.root !== theirs.root || change.id !== theirs.id || change.field !== LABEL_FIELD) continue;
    const wasIdle = isSameValue(change.before, change.after);
    if (typeof change.before === 'string') change.before = carry(change.before);
    if (typeof change.after === 'string') change.after = carry(change.after);
    if (!wasIdle && isSameValue(change.before, change.after)) change.replacedBy = theirs.by;
  }
}

/** A stroke only ever grows or loses what it grew by: what stands before that is never written again. */
function resizeChunks(chunks: Y.Array<unknown>, target: InkChunks): void {
  if (chunks.length > target.length) chunks.delete(target.length, chunks.length - target.length);
  else chunks.push(target.from(chunks.length));
}

/** True for a change that came to nothing by itself; one that somebody else undid is still told. */
function isNothing(change: Change): boolean {
  if (change.field === null) return !change.before && !change.after;
  return change.replacedBy === undefined && isSameValue(change.before, change.after);
}
