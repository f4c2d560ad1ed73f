import type * as Y from 'yjs';
import type { Flow } from '#shared/domain/board-model.ts';
import { STARTER_LANES } from '#shared/domain/board-scenario.ts';
import type { ComponentKind } from '#shared/domain/ml-components.ts';
import {
  beginGesture,
  connect,
  createNode,
  resizeNode,
  setLabel,
  setQualifier,
  setTitle,
} from '#shared/documents/canvas-writers.ts';
import { invariant } from '#shared/errors.ts';

/** One stroke of work on the board. Names are the script's own; the board gives ids. */
export type BoardAct =
  | { readonly type: 'title'; readonly title: string }
  /** Makes one of the two lanes every board starts with larger. */
  | {
      readonly type: 'lane';
      readonly lane: 'offline' | 'online';
      readonly y: number;
      readonly w: number;
      readonly h: number;
    }
  | {
      readonly type: 'node';
      readonly name: string;
      readonly kind: ComponentKind;
      readonly x: number;
      readonly y: number;
      readonly label: string;
      readonly qualifiers?: Readonly<Record<string, string>>;
    }
  | { readonly type: 'relabel'; readonly name: string; readonly label: string }
  | {
      readonly type: 'flow';
      readonly from: string;
      readonly to: string;
      readonly flow: Flow;
      readonly label?: string;
    };

/** Draws a script's acts with the same writers the screen uses. */
export function createBoardPainter(doc: Y.Doc): (act: BoardAct) => void {
  const ids = new Map<string, string>();
  const idOf = (name: string): string => {
    const id = ids.get(name);
    invariant(id !== undefined, `"${name}" is drawn before it is used`);
    return id;
  };
  return (act) => {
    switch (act.type) {
      case 'title':
        setTitle({ doc, gesture: beginGesture('Name board') }, act.title);
        return;
      case 'lane': {
        const lane = STARTER_LANES.find(({ kind }) => kind === `lane_${act.lane}`);
        invariant(lane !== undefined, 'the board starts with both lanes');
        resizeNode(
          { doc, gesture: beginGesture('Resize lane') },
          { id: lane.id, x: 0, y: act.y, w: act.w, h: act.h },
        );
        return;
      }
      case 'node': {
        const gesture = beginGesture('Add component');
        const { kind, x, y, label } = act;
        doc.transact(() => {
          const id = createNode({ doc, gesture }, { kind, x, y, label });
          invariant(id !== null, 'the board has room');
          ids.set(act.name, id);
          for (const [key, value] of Object.entries(act.qualifiers ?? {}))
            setQualifier({ doc, gesture }, { id, key, value });
        }, gesture);
        return;
      }
      case 'relabel':
        setLabel(
          { doc, gesture: beginGesture('Edit label') },
          { of: 'node', id: idOf(act.name), label: act.label },
        );
        return;
      case 'flow': {
        const { from, to, flow, label } = act;
        const id = connect(
          { doc, gesture: beginGesture('Draw arrow') },
          { source: idOf(from), target: idOf(to), flow, ...(label !== undefined && { label }) },
        );
        invariant(id !== null, 'both ends of the arrow are on the board');
      }
    }
  };
}
