import { memo, useState, type CSSProperties, type PointerEvent } from 'react';
import { Handle, NodeResizer, Position, type NodeProps } from '@xyflow/react';
import { CARD, isResizable, layoutCard, type CardLayout } from '#shared/domain/board-card.ts';
import { BOARD_LIMITS, type BoardNode } from '#shared/domain/board-model.ts';
import { classNames } from '#client/ui/class-names.ts';
import { useBoardActs } from './board-context.ts';
import { groupTintOf, tintOf } from './board-tints.ts';
import { KindIcon } from './component-icons.ts';
import { LabelEditor } from './label-editor.tsx';
import type { PeerMark } from './presence-channel.ts';
import { STRINGS } from './strings.ts';
import type { BoardFlowNode } from './use-flow-elements.ts';
import styles from './board-node.module.css';

const SIDES = [Position.Top, Position.Right, Position.Bottom, Position.Left] as const;

/** One item of the board: component card, box, text, note or lane. What stands where comes from the shared layout. */
export const BoardNodeView = memo(function BoardNodeView({
  data,
  selected,
  isConnectable,
}: NodeProps<BoardFlowNode>) {
  const { isReadOnly } = useBoardActs();
  const { node, isEditing, isConnectSource, peer } = data;
  const layout = layoutCard(node);
  const { form } = layout;
  const [isPointedAt, setIsPointedAt] = useState(false);
  // A touch ends with the element it began on: what an arrow is drawn from stays.
  const handleLeave = ({ buttons }: PointerEvent) => {
    if (buttons === 0) setIsPointedAt(false);
  };
  return (
    <div
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={handleLeave}
      className={classNames(
        styles.node,
        styles[form],
        node.colour && styles.tinted,
        selected && styles.selected,
        isConnectSource && styles.connectSource,
        peer && styles.heldByPeer,
      )}
      style={{ ...tintOf(node), ...(peer ? peerColour(peer) : {}) }}
    >
      {form === 'lane' ? (
        <LaneHeader node={node} layout={layout} />
      ) : (
        <Content node={node} layout={layout} isEditing={isEditing} />
      )}
      {isEditing ? <Editor node={node} layout={layout} /> : null}
      {peer ? <span className={styles.peerName}>{peerWords(peer)}</span> : null}
      {/* React Flow draws no arrow to a node in which it finds no handle; where that is does not matter here. */}
      {form === 'lane' ? null : <span className="source" data-handlepos={Position.Top} />}
      {form !== 'lane' && (isPointedAt || selected) ? (
        <Handles isConnectable={isConnectable && !isEditing} />
      ) : null}
      {selected && isResizable(form) && !isEditing && !isReadOnly ? <Resizer form={form} /> : null}
    </div>
  );
});

function Content({ node, layout, isEditing }: { node: BoardNode; layout: CardLayout; isEditing: boolean }) {
  return (
    <>
      {layout.kicker === '' ? null : (
        <div
          className={styles.kicker}
          style={{ top: CARD.padding, left: CARD.padding, height: CARD.kickerHeight }}
        >
          <span className={styles.icon} style={groupTintOf(node.kind)}>
            <KindIcon kind={node.kind} size={13} />
          </span>
          {layout.kicker}
        </div>
      )}
      {isEditing ? null : (
        <div className={styles.label} style={labelPlace(layout)}>
          {layout.lines.join('') === '' ? (
            <span className={styles.placeholder}>{placeholderOf(layout)}</span>
          ) : null}
          {/* Lines are broken by the shared layout, never by the browser, so the exported picture agrees. */}
          {layout.lines.map((line, index) => (
            // A label has no other identity for its lines than their order.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={styles.line}>
              {line}
            </div>
          ))}
        </div>
      )}
      {layout.chips.map(({ key, text, x, y, w }) => (
        <span
          key={key}
          className={styles.chip}
          style={{ left: x, top: y, width: w, height: CARD.chipHeight }}
        >
          {text}
        </span>
      ))}
    </>
  );
}

function LaneHeader({ node, layout }: { node: BoardNode; layout: CardLayout }) {
  return (
    <div className={styles.laneHeader} data-lane-header style={{ height: CARD.laneHeader }}>
      <KindIcon kind={node.kind} size={15} />
      <span>{layout.lines[0]}</span>
    </div>
  );
}

function Editor({ node, layout }: { node: BoardNode; layout: CardLayout }) {
  const { doc, stopEditing, remove } = useBoardActs();
  return (
    <LabelEditor
      doc={doc}
      of="node"
      id={node.id}
      isMultiline={layout.form === 'text' || layout.form === 'sticky'}
      isCentred={layout.form === 'box'}
      placeholder={placeholderOf(layout)}
      style={
        layout.form === 'lane'
          ? LANE_EDITOR
          : { ...labelPlace(layout), height: layout.lines.length * CARD.lineHeight }
      }
      onDone={({ isEmpty }) => {
        stopEditing(node.id);
        // A caption without words could not be seen or picked again.
        if (isEmpty && layout.form === 'text') remove([node.id]);
      }}
    />
  );
}

const LANE_EDITOR: CSSProperties = {
  left: 36,
  top: (CARD.laneHeader - CARD.lineHeight) / 2,
  width: 320,
  height: CARD.lineHeight,
};

function labelPlace({ w, firstLineY }: CardLayout): CSSProperties {
  return { left: CARD.padding, top: firstLineY - CARD.lineHeight / 2, width: w - CARD.padding * 2 };
}

function placeholderOf({ form }: CardLayout): string {
  return form === 'text' ? STRINGS.textPlaceholder : STRINGS.notePlaceholder;
}

/**
 * All four are of one type and nameless: the board is in loose mode, any side connects to any. Only where one can be reached: every
 * handle listens to every move of the view, which at some hundred nodes is most of a frame.
 */
function Handles({ isConnectable }: { isConnectable: boolean }) {
  return SIDES.map((side) => (
    <Handle
      key={side}
      type="source"
      position={side}
      isConnectable={isConnectable}
      className={styles.handle}
    />
  ));
}

function Resizer({ form }: { form: CardLayout['form'] }) {
  return (
    <NodeResizer
      minWidth={form === 'lane' ? 240 : 96}
      minHeight={form === 'lane' ? 120 : BOARD_LIMITS.minSize}
      maxWidth={BOARD_LIMITS.maxSize}
      maxHeight={BOARD_LIMITS.maxSize}
      lineClassName={styles.resizeLine ?? ''}
      handleClassName={styles.resizeHandle ?? ''}
    />
  );
}

function peerWords({ name, isEditing }: PeerMark): string {
  return isEditing ? STRINGS.editedBy(name) : name;
}

function peerColour({ colour }: PeerMark): CSSProperties {
  return { '--peer': `var(--participant-${colour})` };
}
