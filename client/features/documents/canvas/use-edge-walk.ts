import { useEffect, useRef, type RefObject } from 'react';
import { BOARD_LIMITS, FLOW_NAMES, type BoardModel } from '#shared/domain/board-model.ts';
import { nameOf } from '#shared/domain/board-outline.ts';
import { endTowards, neighbourAlong, type WalkDirection, type WalkStep } from '#shared/domain/board-walk.ts';
import { focusItem } from './focus-item.ts';
import { STRINGS } from './strings.ts';

const DIRECTIONS: Readonly<Record<string, WalkDirection | undefined>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * Alt and an arrow key walk from a node along its arrows to the next node, with Shift onto the arrow itself, and from an
 * arrow to one of its ends. Alt and Enter go to the panel of the item, which stands far off in the order of Tab.
 */
export function useEdgeWalk(input: {
  readonly root: RefObject<HTMLElement | null>;
  readonly model: BoardModel;
  readonly announce: (text: string) => void;
  readonly select: (ids: readonly string[]) => void;
}): void {
  const { root } = input;
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const handleKeyDown = (event: KeyboardEvent): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const item = event.target instanceof Element ? event.target : null;
      const id = item?.matches('.react-flow__node, .react-flow__edge') ? item.getAttribute('data-id') : null;
      const direction = DIRECTIONS[event.key];
      if (!item || id === null || (!direction && event.key !== 'Enter')) return;
      // Before React Flow, which moves the selected node by an arrow key, and the browser, which goes back a page.
      event.preventDefault();
      event.stopPropagation();
      const { model, announce, select } = latest.current;
      if (!direction) {
        select([id]);
        focusInspector(element);
        return;
      }
      const isEdge = item.matches('.react-flow__edge');
      const step = isEdge
        ? endTowards(model, { edgeId: id, direction })
        : neighbourAlong(model, { nodeId: id, direction });
      if (step) focusItem(element, event.shiftKey && !isEdge ? step.edge.id : step.node.id);
      announce(step ? toWords(step) : STRINGS.walk.nowhere[direction]);
    };
    element.addEventListener('keydown', handleKeyDown, true);
    return () => element.removeEventListener('keydown', handleKeyDown, true);
  }, [root]);
}

/** The panel, or the row of an open outline, may have to be drawn first. */
function focusInspector(root: HTMLElement, framesLeft = 60): void {
  const control = root.querySelector<HTMLElement>(
    '[data-inspector] :is(button, input, [tabindex="0"]):not(:disabled, [tabindex="-1"]), [data-row][data-open] [data-opener]',
  );
  if (control) control.focus();
  else if (framesLeft > 0) requestAnimationFrame(() => focusInspector(root, framesLeft - 1));
}

function toWords({ edge, node }: WalkStep): string {
  const name = nameOf(node);
  const way = edge.source === node.id ? STRINGS.walk.from(name) : STRINGS.walk.to(name);
  const label = edge.label.trim().slice(0, BOARD_LIMITS.edgeLabelLength);
  return [way, FLOW_NAMES[edge.flow], ...(label === '' ? [] : [label])].join(', ');
}
