import * as Y from 'yjs';
import { edgesOf, inkOf, nodesOf, touchedIds } from './canvas.ts';
import {
  isSameValue,
  LABEL_FIELD,
  restoreItem,
  snapshotItem,
  type FieldValue,
  type ItemSnapshot,
} from './canvas-snapshot.ts';
import { applySplice, diffText, rebaseSplice, spliceText } from './canvas-text.ts';
import { isCanvasGesture, type CanvasGesture } from './canvas-writers.ts';

/**
 * Undo and redo of one person's own gestures on a board that others change at the same time.
 *
 * A step never takes back what somebody else did: a field is reverted only while it still holds what the gesture wrote, a
 * label is reverted around the characters others typed, a created item is removed only while nobody else has touched it
 * or attached an arrow to it, and a deleted item comes back under its own id. One press is one gesture; when nothing of it can be
 * taken back it says so and does not fall through to an older one. Lives in memory; a reload starts afresh.
 *
 * Not Y.UndoManager: that deletes a node another person has labelled, falls through to older gestures, and leaves fields
 * undefined after concurrent moves.
 */

const MAX_STEPS = 200;
const HISTORY_ORIGIN = { type: 'canvas-history' } as const;

/** A change of one field, or with `field` null of an item's existence. */
type Change =
  | {
      readonly field: null;
      readonly root: Root;
      readonly id: string;
      before: ItemSnapshot | undefined;
      after: ItemSnapshot | undefined;
    }
  | {
      readonly field: string;
      readonly root: Root;
      readonly id: string;
      before: FieldValue | undefined;
      after: FieldValue | undefined;
    };

type Root = 'nodes' | 'edges' | 'ink';

interface Step {
  readonly gesture: CanvasGesture;
  changes: Change[];
  /** Remote changes with a higher number came after this step was last applied. */
  seen: number;
}

export interface HistoryState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** What a press did. `kept` counts changes left alone because somebody else changed the same thing since. */
export interface HistoryOutcome {
  readonly label: string;
  readonly applied: number;
  readonly kept: number;
}

/** Follows one document while it is open. */
export class CanvasHistory {
  readonly #doc: Y.Doc;
  readonly #roots: Readonly<Record<Root, Y.Map<unknown>>>;
  readonly #items = new Map<string, ItemSnapshot>();
  readonly #touchedByOthers = new Map<string, number>();
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
      for (const id of touchedIds(events)) {
        const before = this.#items.get(`${name} ${id}`);
        const after = snapshotItem(root.get(id));
        this.#remember(name, id, after);
        this.#handleItem({ root: name, id, before, after }, transaction);
      }
      this.#publish();
    };
    root.observeDeep(handleEvents);
    return () => root.unobserveDeep(handleEvents);
  }

  #handleItem(
    item: { root: Root; id: string; before: ItemSnapshot | undefined; after: ItemSnapshot | undefined },
    transaction: Y.Transaction,
  ): void {
    if (transaction.origin === HISTORY_ORIGIN) return;
    const changes = diffItem(item);
    if (transaction.local && isCanvasGesture(transaction.origin)) this.#record(transaction.origin, changes);
    else this.#noteOthers(item, changes);
  }

  #record(gesture: CanvasGesture, changes: readonly Change[]): void {
    let step = this.#undoSteps.find((candidate) => candidate.gesture === gesture);
    if (!step) {
      step = { gesture, changes: [], seen: this.#clock };
      this.#undoSteps = [...this.#undoSteps, step].slice(-MAX_STEPS);
      this.#redoSteps = [];
    }
    for (const change of changes) mergeChange(step, change);
  }

  #noteOthers(
    { id, after, before }: { id: string; before: ItemSnapshot | undefined; after: ItemSnapshot | undefined },
    changes: readonly Change[],
  ): void {
    this.#clock += 1;
    this.#touchedByOthers.set(id, this.#clock);
    // An arrow that somebody attaches makes its ends theirs too.
    for (const snapshot of [before, after]) {
      for (const end of [snapshot?.get('s'), snapshot?.get('t')])
        if (typeof end === 'string') this.#touchedByOthers.set(end, this.#clock);
    }
    for (const theirs of changes) {
      if (
        theirs.field !== LABEL_FIELD ||
        typeof theirs.before !== 'string' ||
        typeof theirs.after !== 'string'
      )
        continue;
      for (const step of [...this.#undoSteps, ...this.#redoSteps])
        rebaseLabel(step, { ...theirs, before: theirs.before, after: theirs.after });
    }
  }

  #travel(from: Step[], to: Step[], side: 'before' | 'after'): HistoryOutcome | null {
    let step = from.pop();
    // A drag that ended where it began left nothing to take back.
    while (step && step.changes.every(isIdle)) step = from.pop();
    if (!step) {
      this.#publish();
      return null;
    }
    const ordered = side === 'before' ? step.changes.toReversed() : step.changes;
    const current = step;
    let applied = 0;
    this.#doc.transact(() => {
      for (const change of ordered)
        if (!isIdle(change) && this.#apply(change, { side, seen: current.seen })) applied += 1;
    }, HISTORY_ORIGIN);
    const kept = ordered.filter((change) => !isIdle(change)).length - applied;
    step.seen = this.#clock;
    if (applied > 0) to.push(step);
    this.#publish();
    return { label: step.gesture.label, applied, kept };
  }

  #apply(change: Change, { side, seen }: { side: 'before' | 'after'; seen: number }): boolean {
    const root = this.#roots[change.root];
    const item = root.get(change.id);
    if (change.field === null) return this.#applyExistence(change, { side, seen });
    if (!(item instanceof Y.Map)) return false;
    const target = change[side];
    const expected = change[side === 'before' ? 'after' : 'before'];
    const text: unknown = item.get(change.field);
    if (text instanceof Y.Text && typeof target === 'string' && typeof expected === 'string') {
      const splice = rebaseSplice(diffText(expected, target), diffText(expected, text.toString()));
      spliceText(text, applySplice(text.toString(), splice));
      return true;
    }
    if (!isSameValue(snapshotItem(item)?.get(change.field), expected)) return false;
    if (target === undefined) item.delete(change.field);
    else item.set(change.field, Array.isArray(target) ? [...target] : target);
    return true;
  }

  #applyExistence(
    change: Change & { field: null },
    { side, seen }: { side: 'before' | 'after'; seen: number },
  ): boolean {
    const root = this.#roots[change.root];
    const target = change[side];
    if (target !== undefined) {
      if (root.has(change.id)) return false;
      root.set(change.id, restoreItem(target));
      return true;
    }
    if (!root.has(change.id)) return false;
    if ((this.#touchedByOthers.get(change.id) ?? 0) > seen) return false;
    // What comes back on the way forth is the item as it is now, not as it was first made.
    change[side === 'before' ? 'after' : 'before'] = snapshotItem(root.get(change.id));
    root.delete(change.id);
    return true;
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

function diffItem({
  root,
  id,
  before,
  after,
}: {
  root: Root;
  id: string;
  before: ItemSnapshot | undefined;
  after: ItemSnapshot | undefined;
}): readonly Change[] {
  if (!before || !after) return before || after ? [{ field: null, root, id, before, after }] : [];
  const fields = new Set([...before.keys(), ...after.keys()]);
  return [...fields]
    .filter((field) => !isSameValue(before.get(field), after.get(field)))
    .map((field) => ({ field, root, id, before: before.get(field), after: after.get(field) }));
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
  if (known && known.field !== null) known.after = change.after;
  else step.changes.push(change);
}

/** Carries another person's characters into the texts a step remembers, so that undoing the step leaves them alone. */
function rebaseLabel(
  step: Step,
  theirs: { readonly id: string; readonly before: string; readonly after: string },
): void {
  const splice = diffText(theirs.before, theirs.after);
  const carry = (text: string): string =>
    applySplice(text, rebaseSplice(splice, diffText(theirs.before, text)));
  for (const change of step.changes) {
    if (change.id !== theirs.id || change.field !== LABEL_FIELD) continue;
    if (typeof change.before === 'string') change.before = carry(change.before);
    if (typeof change.after === 'string') change.after = carry(change.after);
  }
}

function isIdle(change: Change): boolean {
  return change.field === null ? !change.before && !change.after : isSameValue(change.before, change.after);
}
