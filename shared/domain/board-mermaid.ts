import { isLane } from './board-card.ts';
import {
  FLOWS,
  FLOW_NAMES,
  type BoardEdge,
  type BoardModel,
  type BoardNode,
  type Flow,
} from './board-model.ts';
import { laneOf, nameOf } from './board-outline.ts';
import { componentOf, type ComponentKind } from './ml-components.ts';
import { toPrintable } from './printable-text.ts';

/**
 * Board to Mermaid `flowchart LR` text: one subgraph a lane, a shape by what a component is, an arrow by its flow. Labels
 * are quoted, and whatever Mermaid could read as anything but words is written as a character code, so that every label is
 * valid. `board-mermaid-import.ts` reads it back to the same components, details and arrows; places, sizes, colours and
 * ink have no counterpart.
 *
 * Marks of ours that other readers pass over: the class `kind_<kind>` on components, the kind in the ids of lanes, and the
 * separator in front of details and between flow and label, which is written as a code wherever people typed it.
 */

/** In front of a detail line and between flow and label. */
export const MERMAID_SEPARATOR = '·';
/** Start of the class that carries a component's kind. */
export const MERMAID_KIND_CLASS = 'kind_';
/** Start of a lane's id, by kind; other areas are called `lane`. */
export const MERMAID_LANE_IDS: Readonly<Partial<Record<ComponentKind, string>>> = {
  lane_offline: 'offline',
  lane_online: 'online',
  lane_streaming: 'streaming',
};

/** Lengths above this are refused by Mermaid's own default settings (`maxTextSize`). */
export const MERMAID_MAX_TEXT = 50_000;

const ARROWS = {
  sync: '-->',
  async: '-.->',
  stream: '==>',
  batch: '-.->',
  feedback: '-.->',
} as const satisfies Record<Flow, string>;

/** Icons of kinds that hold data; drawn as cylinders. */
const STORE_ICONS: ReadonlySet<string> = new Set([
  'database',
  'package',
  'warehouse',
  'hard-drive',
  'zap',
  'memory-stick',
  'library',
  'chart-scatter',
  'tag',
]);

/** The text of a Mermaid flowchart that shows `model`. */
export function boardToMermaid(model: BoardModel): string {
  const lanes = model.nodes.filter(isLane);
  const members = model.nodes
    .filter((node) => !isLane(node))
    .map((node, at) => ({ node, name: `n${at + 1}`, laneId: laneOf(model, node)?.id ?? null }));
  const names = new Map(members.map(({ node, name }) => [node.id, name]));
  const linesOf = (laneId: string | null): readonly string[] =>
    members
      .filter((member) => member.laneId === laneId)
      .map(({ node, name }) => `${laneId === null ? '' : '  '}  ${name}${shapeOf(node)}`);
  return [
    ...titleLines(model.title),
    'flowchart LR',
    ...lanes.flatMap((lane, at) => [
      `  subgraph ${MERMAID_LANE_IDS[lane.kind] ?? 'lane'}${at + 1}[${quoted(nameOf(lane))}]`,
      ...linesOf(lane.id),
      '  end',
    ]),
    ...linesOf(null),
    ...model.edges.flatMap((edge) => {
      const source = names.get(edge.source);
      const target = names.get(edge.target);
      return source === undefined || target === undefined
        ? []
        : [`  ${source} ${ARROWS[edge.flow]}${arrowWords(edge)} ${target}`];
    }),
    '',
  ].join('\n');
}

/** Front matter is YAML, of which a JSON string is a part. */
function titleLines(title: string): readonly string[] {
  const words = toPrintable(title).replaceAll(/\s+/g, ' ').trim();
  return words === '' ? [] : ['---', `title: ${JSON.stringify(words)}`, '---'];
}

/** Kind where the label does not say it, label, one line a detail. */
function shapeOf(node: BoardNode): string {
  const { form, name, qualifiers } = componentOf(node.kind);
  const own = toPrintable(node.label).trim();
  // Components and boxes show their kind while they have no label; notes and texts may be empty.
  const label = own === '' && form !== 'text' && form !== 'sticky' ? name : own;
  const isSaid = form === 'box' || form === 'text' || label.toLowerCase() === name.toLowerCase();
  const details = node.qualifiers.map(({ key, value }) => {
    const title = qualifiers.find((definition) => definition.key === key)?.label ?? key;
    return `<br/>${MERMAID_SEPARATOR} ${encode(toPrintable(`${title} ${value}`))}`;
  });
  const kind = isSaid ? '' : `${name} ${MERMAID_SEPARATOR}<br/>`;
  const words = encode(label);
  const [open, close] = bracketsOf(node.kind);
  return `${open}"${kind}${words === '' ? ' ' : words}${details.join('')}"${close}:::${MERMAID_KIND_CLASS}${node.kind}`;
}

function bracketsOf(kind: ComponentKind): readonly [open: string, close: string] {
  const { form, icon } = componentOf(kind);
  if (form === 'sticky') return ['>', ']'];
  if (form === 'text' || form === 'box') return ['(', ')'];
  if (kind === 'client' || kind === 'actor') return ['([', '])'];
  if (kind === 'stream') return ['[/', '/]'];
  if (kind === 'policy_filter' || kind === 'guardrail') return ['{{', '}}'];
  return STORE_ICONS.has(icon) ? ['[(', ')]'] : ['[', ']'];
}

/** `|"batch · features"|`, or nothing. A label that begins like a flow is written so that it is not read as one. */
function arrowWords({ flow, label }: BoardEdge): string {
  const words = encode(toPrintable(label).replaceAll(/\s+/g, ' ').trim());
  const isLikeFlow = FLOWS.some((name) => words.toLowerCase() === FLOW_NAMES[name]);
  const own = isLikeFlow ? codeOf(words.charAt(0)) + words.slice(1) : words;
  const parts = [...(flow === 'sync' ? [] : [FLOW_NAMES[flow]]), ...(own === '' ? [] : [own])];
  return parts.length === 0 ? '' : `|"${parts.join(` ${MERMAID_SEPARATOR} `)}"|`;
}

function quoted(label: string): string {
  const words = encode(toPrintable(label).trim());
  return `"${words === '' ? ' ' : words}"`;
}

/** Ends of strings and labels, codes themselves, markup, escapes, and our own separator. */
const CODED = /["#&<>`|;{}\\·]/g;
/**
 * What Mermaid looks for in the whole text before it reads any quotes: directives and comments, formulas, icons and
 * directions. `style` and `classDef` up to a colon are the fifth.
 */
const CODED_IN_PLACE: readonly (readonly [pattern: RegExp, char: RegExp])[] = [
  [/%{2,}/g, /%/g],
  [/\${2,}/g, /\$/g],
  [/:fa-/g, /:/g],
  [/direction\s+(?:TB|TD|BT|LR|RL)/gi, /\s/g],
];

/** A label as it stands between double quotes; newlines become `<br/>`. */
function encode(label: string): string {
  let text = label.replaceAll(CODED, codeOf);
  for (const [pattern, char] of CODED_IN_PLACE)
    text = text.replaceAll(pattern, (found) => found.replaceAll(char, codeOf));
  if (/style|classDef/i.test(text)) text = text.replaceAll(':', codeOf);
  return text.replaceAll('\n', '<br/>');
}

function codeOf(char: string): string {
  return `#${char.codePointAt(0) ?? 0};`;
}
