import type { BoardNode, Rect } from './board-model.ts';
import { fitText, measureText, wrapText } from './board-text.ts';
import { COMPONENT_GROUP_NAMES, componentOf, type ComponentForm } from './ml-components.ts';

/**
 * Where everything on a node stands. The node on the board and the exported picture both draw from this, so size, line
 * breaks and chips agree, and arrows can be clipped without asking the DOM for measurements.
 */

/** Pixels shared by the drawing and the DOM node. */
export const CARD = {
  padding: 12,
  iconSize: 20,
  kickerHeight: 20,
  kickerFont: 12,
  labelFont: 14,
  lineHeight: 18,
  gap: 6,
  chipHeight: 20,
  chipFont: 12,
  chipPadding: 6,
  chipGap: 4,
  laneHeader: 36,
} as const;

const DEFAULT_SIZE = {
  card: { w: 184, h: 64 },
  box: { w: 160, h: 72 },
  text: { w: 220, h: 34 },
  sticky: { w: 168, h: 112 },
  lane: { w: 1160, h: 340 },
} as const satisfies Record<ComponentForm, { w: number; h: number }>;

const MAX_LINES = { card: 4, box: 8, text: 24, sticky: 16, lane: 1 } as const satisfies Record<
  ComponentForm,
  number
>;

export interface CardChip {
  readonly key: string;
  readonly text: string;
  /** From the node's top left corner. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

export interface CardLayout {
  readonly form: ComponentForm;
  readonly w: number;
  readonly h: number;
  /** Small word above the label: the kind, or the group when the label already says the kind. Empty where none is drawn. */
  readonly kicker: string;
  readonly lines: readonly string[];
  /** Middle of the first label line, from the top. */
  readonly firstLineY: number;
  readonly chips: readonly CardChip[];
}

/** True when people may change the node's size; a card's size follows from its text. */
export function isResizable(form: ComponentForm): boolean {
  return form !== 'card';
}

const cache = new WeakMap<BoardNode, CardLayout>();

/** Lays out one node. Remembered per node object, which is safe because nodes are immutable. */
export function layoutCard(node: BoardNode): CardLayout {
  const known = cache.get(node);
  if (known) return known;
  const layout = computeLayout(node);
  cache.set(node, layout);
  return layout;
}

/** The node's rectangle on the board. */
export function rectOf(node: BoardNode): Rect {
  const { w, h } = layoutCard(node);
  return { x: node.x, y: node.y, w, h };
}

function computeLayout(node: BoardNode): CardLayout {
  const component = componentOf(node.kind);
  const { form } = component;
  const standard = DEFAULT_SIZE[form];
  const w = isResizable(form) ? (node.size?.w ?? standard.w) : standard.w;
  const inner = w - CARD.padding * 2;
  const label =
    node.label.trim() === '' && form !== 'text' && form !== 'sticky' ? component.name : node.label;
  const lines = wrapText(label, { fontSize: CARD.labelFont, maxWidth: inner, maxLines: MAX_LINES[form] });
  const textHeight = lines.length * CARD.lineHeight;
  const chosenHeight = node.size?.h ?? standard.h;
  switch (form) {
    case 'card': {
      const isSaid = label.trim().toLowerCase() === component.name.toLowerCase();
      const kicker = isSaid ? COMPONENT_GROUP_NAMES[component.group] : component.name;
      const labelTop = CARD.padding + CARD.kickerHeight + CARD.gap;
      const chipTop = labelTop + textHeight + CARD.gap;
      const chips = placeChips(node, chipTop, inner);
      const lastChip = chips.at(-1);
      const bottom = lastChip ? lastChip.y + CARD.chipHeight : labelTop + textHeight;
      const h = Math.max(standard.h, bottom + CARD.padding);
      return { form, w, h, kicker, lines, firstLineY: labelTop + CARD.lineHeight / 2, chips };
    }
    case 'box': {
      const h = Math.max(chosenHeight, textHeight + CARD.padding * 2);
      return { form, w, h, kicker: '', lines, firstLineY: (h - textHeight + CARD.lineHeight) / 2, chips: [] };
    }
    case 'text': {
      const h = Math.max(node.size ? node.size.h : 0, textHeight + 16, standard.h);
      return { form, w, h, kicker: '', lines, firstLineY: 8 + CARD.lineHeight / 2, chips: [] };
    }
    case 'sticky': {
      const kicker = node.kind === 'sticky' ? '' : component.name;
      const top = CARD.padding + (kicker === '' ? 0 : CARD.kickerHeight + CARD.gap);
      const h = Math.max(chosenHeight, top + textHeight + CARD.padding);
      return { form, w, h, kicker, lines, firstLineY: top + CARD.lineHeight / 2, chips: [] };
    }
    case 'lane':
      return { form, w, h: chosenHeight, kicker: '', lines, firstLineY: CARD.laneHeader / 2, chips: [] };
  }
}

function placeChips(node: BoardNode, top: number, inner: number): readonly CardChip[] {
  const definitions = componentOf(node.kind).qualifiers;
  const chips: CardChip[] = [];
  let x = CARD.padding;
  let y = top;
  for (const { key, label } of definitions) {
    const value = node.qualifiers.find((qualifier) => qualifier.key === key)?.value.trim();
    if (!value) continue;
    const text = fitText(`${label} ${value}`, {
      fontSize: CARD.chipFont,
      maxWidth: inner - CARD.chipPadding * 2,
    });
    const w = Math.min(inner, Math.ceil(measureText(text, CARD.chipFont)) + CARD.chipPadding * 2);
    if (x > CARD.padding && x + w > CARD.padding + inner) {
      x = CARD.padding;
      y += CARD.chipHeight + CARD.chipGap;
    }
    chips.push({ key, text, x, y, w });
    x += w + CARD.chipGap;
  }
  return chips;
}

/** Lanes are areas that others stand in, not parts of the system. */
export function isLane(node: BoardNode): boolean {
  return componentOf(node.kind).form === 'lane';
}
