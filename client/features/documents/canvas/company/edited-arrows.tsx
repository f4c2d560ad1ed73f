import { assignSlots } from '#shared/domain/board-geometry.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import type { PeerMark, PeerMarks } from '../presence-channel.ts';
import { useEdgeGeometry } from '../use-edge-geometry.ts';
import { COMPANY_STRINGS } from './strings.ts';
import { BoardPortal } from '../board-portal.tsx';
import styles from './edited-arrows.module.css';

/** Says at an arrow who has its label open; a component says it itself. */
export function EditedArrows({
  edges,
  marks,
}: {
  readonly edges: BoardModel['edges'];
  readonly marks: PeerMarks;
}) {
  const edited = edges.filter(({ id }) => marks.get(id)?.isEditing);
  if (edited.length === 0) return null;
  const slots = assignSlots(edges);
  return (
    <BoardPortal>
      {edited.map((edge) => {
        const mark = marks.get(edge.id);
        return mark ? (
          <ArrowChip
            key={edge.id}
            edge={edge}
            slot={slots.get(edge.id) ?? { index: 0, count: 1 }}
            mark={mark}
          />
        ) : null;
      })}
    </BoardPortal>
  );
}

function ArrowChip({
  edge,
  slot,
  mark,
}: {
  readonly edge: BoardModel['edges'][number];
  readonly slot: { readonly index: number; readonly count: number };
  readonly mark: PeerMark;
}) {
  const geometry = useEdgeGeometry(edge, slot);
  if (!geometry) return null;
  const { x, y } = geometry.labelAt;
  return (
    <span
      className={styles.chip}
      style={{
        '--peer': `var(--participant-${mark.colour})`,
        transform: `translate(${x}px, ${y}px) translate(-50%, -30px)`,
      }}
    >
      {COMPANY_STRINGS.editing(mark.name)}
    </span>
  );
}
