import { COMPANY_STRINGS } from './strings.ts';

/** What somebody else did to one item since it was last told. */
export type PeerChange = {
  /** Name of the person; null when nobody can say. */
  readonly by: string | null;
  readonly id: string;
} & (
  | { readonly of: 'node'; readonly what: 'added' | 'deleted' | 'moved' | 'changed'; readonly name: string }
  | { readonly of: 'node'; readonly what: 'renamed'; readonly name: string; readonly was: string }
  | {
      readonly of: 'edge';
      readonly what: 'added' | 'deleted' | 'changed';
      readonly source: string;
      readonly target: string;
    }
  | { readonly of: 'stroke'; readonly what: 'added' | 'deleted' }
);

type NodeChange = Extract<PeerChange, { of: 'node' }>;
type EdgeChange = Extract<PeerChange, { of: 'edge' }>;

/** Longer names are cut: the sentence tells what happened, the board has the whole label. */
const MAX_SPOKEN_NAME = 40;
const words = COMPANY_STRINGS.changes;

/**
 * Changes of other people as one text to be spoken: a sentence for each person, at most two items by name and more by number.
 * Empty when there is nothing to tell.
 */
export function describeChanges(changes: readonly PeerChange[]): string {
  const people = new Set(changes.map(({ by }) => by));
  return [...people]
    .map((person) => ({
      name: person ?? COMPANY_STRINGS.somebody,
      clauses: clausesOf(changes.filter(({ by }) => by === person)),
    }))
    .filter(({ clauses }) => clauses.length > 0)
    .map(({ name, clauses }) => `${name} ${clauses.join(', ')}.`)
    .join(' ');
}

function clausesOf(changes: readonly PeerChange[]): string[] {
  const nodes = changes.filter((change) => change.of === 'node');
  const edges = changes.filter((change) => change.of === 'edge');
  const strokes = new Set(changes.filter(({ of }) => of === 'stroke').map(({ what }) => what));
  return [
    ...nodeClause(nodes, 'added'),
    ...edgeClause(edges, 'added'),
    ...renamedClause(nodes),
    ...nodeClause(nodes, 'moved'),
    ...nodeClause(nodes, 'changed'),
    ...edgeClause(edges, 'changed'),
    ...nodeClause(nodes, 'deleted'),
    ...edgeClause(edges, 'deleted'),
    ...(strokes.has('added') ? [words.drew] : []),
    ...(strokes.has('deleted') ? [words.erased] : []),
  ];
}

function nodeClause(nodes: readonly NodeChange[], what: Exclude<NodeChange['what'], 'renamed'>): string[] {
  const names = nodes.filter((node) => node.what === what).map(({ name }) => cut(name));
  return names.length === 0 ? [] : [words[what](listOf(names, words.components))];
}

function renamedClause(nodes: readonly NodeChange[]): string[] {
  const renamed = nodes.filter((node) => node.what === 'renamed');
  const [only] = renamed;
  if (!only) return [];
  return [
    renamed.length === 1
      ? words.renamed(cut(only.was), cut(only.name))
      : words.changed(words.components(renamed.length)),
  ];
}

function edgeClause(all: readonly EdgeChange[], what: EdgeChange['what']): string[] {
  const edges = all.filter((edge) => edge.what === what);
  const [only] = edges;
  if (!only) return [];
  const [source, target] = [cut(only.source), cut(only.target)];
  if (edges.length > 1) return [words[what](words.arrows(edges.length))];
  return [what === 'added' ? words.connected(source, target) : words[what](words.arrow(source, target))];
}

function listOf(names: readonly string[], counted: (count: number) => string): string {
  const [first = '', second = ''] = names;
  if (names.length > 2) return counted(names.length);
  return names.length === 2 ? words.and(first, second) : first;
}

function cut(name: string): string {
  return name.length > MAX_SPOKEN_NAME ? `${name.slice(0, MAX_SPOKEN_NAME - 1).trimEnd()}…` : name;
}
