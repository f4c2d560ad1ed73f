import { useEffect } from 'react';
import { ArrowLeftRight, Trash2 } from 'lucide-react';
import { EDGE_LABEL } from '#shared/domain/board-edge-label.ts';
import type { EdgeSlot } from '#shared/domain/board-geometry.ts';
import { BOARD_LIMITS, FLOWS, FLOW_NAMES, type BoardEdge } from '#shared/domain/board-model.ts';
import { FLOW_DASHES } from '#shared/domain/board-theme.ts';
import { beginGesture, reverseEdge, setFlow } from '#shared/documents/canvas-writers.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { useBoardActs } from '../board-context.ts';
import { InspectorFrame } from './inspector-frame.tsx';
import { INSPECTOR_STRINGS } from './inspector-strings.ts';
import { STRINGS } from '../strings.ts';
import { useEdgeGeometry } from '../use-edge-geometry.ts';
import { useLabelDraft } from '../use-label-draft.ts';
import styles from './inspector.module.css';

const FLOW_SEGMENTS = FLOWS.map((flow) => ({
  value: flow,
  label: FLOW_NAMES[flow],
  icon: <DashSample dash={FLOW_DASHES[flow]} />,
}));

/** What can be done with the one selected arrow. */
export function EdgeInspector({
  edge,
  slot,
  isLabelEdited,
}: {
  readonly edge: BoardEdge;
  readonly slot: EdgeSlot;
  /** Somebody asked to write the label: its field takes the keyboard. */
  readonly isLabelEdited: boolean;
}) {
  const { doc, remove } = useBoardActs();
  const geometry = useEdgeGeometry(edge, slot);
  if (!geometry) return null;
  return (
    <InspectorFrame
      itemId={edge.id}
      label={INSPECTOR_STRINGS.edge}
      anchor={{ ...geometry.labelAt, w: 0, h: EDGE_LABEL.height / 2 }}
    >
      <div className={styles.row}>
        <SegmentedControl
          label={INSPECTOR_STRINGS.flow}
          size="sm"
          segments={FLOW_SEGMENTS}
          value={edge.flow}
          className={styles.flows}
          onValueChange={(flow) =>
            setFlow({ doc, gesture: beginGesture(STRINGS.gestures.flow) }, { id: edge.id, flow })
          }
        />
      </div>
      <div className={styles.row}>
        <EdgeLabelField key={edge.id} id={edge.id} isEdited={isLabelEdited} />
        <IconButton
          size="sm"
          label={INSPECTOR_STRINGS.reverse}
          icon={<ArrowLeftRight />}
          onClick={() => reverseEdge({ doc, gesture: beginGesture(STRINGS.gestures.reverse) }, edge.id)}
        />
        <IconButton
          size="sm"
          label={INSPECTOR_STRINGS.delete}
          icon={<Trash2 />}
          shortcut="Del"
          onClick={() => remove([edge.id])}
        />
      </div>
    </InspectorFrame>
  );
}

function EdgeLabelField({ id, isEdited }: { id: string; isEdited: boolean }) {
  const { doc, stopEditing } = useBoardActs();
  const { value, field, change, cancel, settle } = useLabelDraft<HTMLInputElement>({ doc, of: 'edge', id });

  useEffect(() => {
    if (!isEdited) return undefined;
    // React Flow focuses the arrow on the same click; the field takes over in the next frame.
    const frame = requestAnimationFrame(() => field.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [isEdited, field]);

  return (
    <Input
      ref={field}
      data-edge-label
      data-editing={id}
      aria-label={INSPECTOR_STRINGS.edgeLabel}
      placeholder={INSPECTOR_STRINGS.edgeLabelPlaceholder}
      value={value}
      maxLength={BOARD_LIMITS.edgeLabelLength}
      autoComplete="off"
      onChange={(event) => change(event.target.value, event.target.selectionEnd ?? undefined)}
      onFocus={settle}
      onBlur={() => stopEditing(id)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Escape') cancel();
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}

/** At half size, so that the longest dash repeats within the sample. */
function DashSample({ dash }: { dash: string }) {
  const scaled = dash
    .split(' ')
    .map((part) => Number(part) / 2)
    .join(' ');
  return (
    <svg width="22" height="8" viewBox="0 0 22 8">
      <path
        d="M2 4H20"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        strokeDasharray={dash === '' ? undefined : scaled}
      />
    </svg>
  );
}
