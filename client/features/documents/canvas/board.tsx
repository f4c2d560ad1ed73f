import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type FinalConnectionState,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { assignSlots } from '#shared/domain/board-geometry.ts';
import type { BoardModel, Point } from '#shared/domain/board-model.ts';
import { BOARD_GRID } from '#shared/domain/board-placement.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import type { CanvasUser } from '#shared/documents/canvas-presence.ts';
import { classNames } from '#client/ui/class-names.ts';
import { BoardAsText } from './board-as-text.tsx';
import { BoardActsContext, type OpenPicker, type Tool } from './board-context.ts';
import { BoardEdgeView } from './board-edge.tsx';
import { EmptyHint, ToolHint } from './board-hints.tsx';
import { BoardNodeView } from './board-node.tsx';
import { BoardPicker } from './board-picker.tsx';
import { BoardStore } from './board-store.ts';
import { TINT_VARIABLES } from './board-tints.ts';
import { ConnectionLine, ConnectPreview } from './connection-line.tsx';
import { DragWriter } from './drag-writer.ts';
import { EdgeInspector } from './edge-inspector.tsx';
import { NodeInspector } from './node-inspector.tsx';
import { PeerCursors } from './peer-cursors.tsx';
import { STRINGS } from './strings.ts';
import { ToolStrip } from './tool-strip.tsx';
import { anchorOf, useBoardActs } from './use-board-acts.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useFit } from './use-fit.ts';
import { useFlowElements, type BoardFlowEdge, type BoardFlowNode } from './use-flow-elements.ts';
import { useHistory } from './use-history.ts';
import { usePresence } from './use-presence.ts';
import { ViewControls } from './view-controls.tsx';
import styles from './board.module.css';

const NODE_TYPES = { board: BoardNodeView };
const EDGE_TYPES = { board: BoardEdgeView };
const PHONE = '(width <= 720px)';
const GRID: [number, number] = [BOARD_GRID, BOARD_GRID];

export interface BoardProps {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** This page's person, as the others see them. */
  readonly self: CanvasUser;
  readonly isReadOnly: boolean;
  /** Single-key shortcuts can be switched off; Delete, arrows and undo stay. */
  readonly areShortcutsOn?: boolean;
  readonly className?: string | undefined;
}

/** The shared canvas. Fills its container, which must have a height. */
export function Board(props: BoardProps) {
  return (
    <ReactFlowProvider>
      <BoardSurface {...props} />
    </ReactFlowProvider>
  );
}

function BoardSurface({ doc, awareness, self, isReadOnly, areShortcutsOn = true, className }: BoardProps) {
  const root = useRef<HTMLElement>(null);
  const flow = useReactFlow<BoardFlowNode, BoardFlowEdge>();
  const store = useMemo(() => new BoardStore(doc), [doc]);
  const dragWriter = useMemo(() => new DragWriter(doc), [doc]);
  const model = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const presence = usePresence(awareness, self);
  const marks = useSyncExternalStore(presence.subscribe, presence.getMarks);

  const [tool, setTool] = useState<Tool>({ name: 'select' });
  const [picker, setPicker] = useState<OpenPicker | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);
  const [isInspectorOpen, setIsInspectorOpen] = useState(false);
  const [announcement, setAnnouncement] = useState('');
  // On a phone the whole board at once is too small to read; what is on it can be read as text, and drawn one tap away.
  const [isOutline, setIsOutline] = useState(() => window.matchMedia(PHONE).matches);
  const showDrawing = useCallback(() => setIsOutline(false), []);
  const [pointer, setPointer] = useState<Point | null>(null);
  const connectSource = tool.name === 'connect' ? tool.source : null;

  const elements = useFlowElements({ model, marks, editingId, connectSource, dragWriter });
  const { nodes, edges, selected, select, isDragging } = elements;
  const acts = useBoardActs({
    doc,
    store,
    flow,
    root,
    isReadOnly,
    selected,
    select,
    setEditingId,
    setTool,
    setPicker,
    announce: setAnnouncement,
  });
  const history = useHistory(doc, setAnnouncement);
  const selectedIds = useMemo(() => presentIds(model, selected), [model, selected]);
  useFit(nodes.length > 0);

  useEffect(() => presence.update({ selected: selectedIds }), [presence, selectedIds]);
  useEffect(() => presence.update({ tool: tool.name === 'place' ? tool.kind : tool.name }), [presence, tool]);

  function startConnecting() {
    const anchor = anchorOf(model, { selected, root: root.current });
    setTool({ name: 'connect', source: anchor?.id ?? null });
    // Whoever has a node in keyboard focus gets the list; with the mouse a click on the target is quicker.
    const isByKeyboard = root.current?.querySelector('.react-flow__node:focus-visible') !== null;
    if (anchor && isByKeyboard) setPicker({ of: 'targets', source: anchor.id });
  }

  function pickForConnection(nodeId: string) {
    const node = model.nodes.find((candidate) => candidate.id === nodeId);
    if (!node || componentOf(node.kind).form === 'lane') return;
    if (connectSource === null) setTool({ name: 'connect', source: nodeId });
    else if (connectSource === nodeId) setTool({ name: 'connect', source: null });
    else acts.connectNodes(connectSource, nodeId);
  }

  useBoardKeys({
    root,
    flow,
    model,
    tool,
    selectedIds,
    selected,
    select,
    acts,
    history,
    isReadOnly,
    areShortcutsOn,
    startConnecting,
    pickForConnection,
    toggleOutline: () => setIsOutline(!isOutline),
  });

  function handlePointerMove(event: PointerEvent) {
    const { x, y } = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
    presence.update({ pointer: [Math.round(x), Math.round(y)] });
    if (connectSource !== null) setPointer({ x, y });
  }

  function handleDoubleClick(event: MouseEvent) {
    const isOnPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
    if (isReadOnly || !isOnPane || tool.name !== 'select') return;
    setPicker({ of: 'components', at: toFlowPoint(event), connectFrom: null });
  }

  function toFlowPoint({ clientX, clientY }: { clientX: number; clientY: number }): Point {
    return flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
  }

  /** Anywhere on a node is a target; an arrow dropped on an empty place asks what should stand there. */
  function handleConnectEnd(event: globalThis.MouseEvent | TouchEvent, { fromNode }: FinalConnectionState) {
    const at = 'changedTouches' in event ? event.changedTouches[0] : event;
    if (!fromNode || !at) return;
    const hit = document.elementFromPoint(at.clientX, at.clientY);
    const target = hit?.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
    if (target !== undefined && target !== fromNode.id) acts.connectNodes(fromNode.id, target);
    else if (hit?.classList.contains('react-flow__pane'))
      setPicker({ of: 'components', at: toFlowPoint(at), connectFrom: fromNode.id });
  }

  const [onlyId] = selectedIds.length === 1 ? selectedIds : [];
  const onlyNode = model.nodes.find((node) => node.id === onlyId);
  const onlyEdge = model.edges.find((edge) => edge.id === onlyId);
  const hasInspector = !isReadOnly && !isDragging && editingId === null && tool.name === 'select';

  return (
    <BoardActsContext value={acts}>
      {/* The listeners only follow the pointer; every act has its own control or key. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={root}
        tabIndex={-1}
        aria-label={STRINGS.board}
        className={classNames(
          styles.board,
          tool.name === 'place' && styles.placing,
          tool.name === 'connect' && styles.connecting,
          className,
        )}
        style={TINT_VARIABLES}
        onPointerMove={handlePointerMove}
        onPointerLeave={() => presence.update({ pointer: null })}
        onDoubleClick={handleDoubleClick}
      >
        <ReactFlow<BoardFlowNode, BoardFlowEdge>
          inert={isOutline}
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={elements.handleNodesChange}
          onEdgesChange={elements.handleEdgesChange}
          onNodeClick={(_event, node) => {
            if (tool.name === 'connect') pickForConnection(node.id);
          }}
          onNodeDoubleClick={(_event, node) => {
            if (tool.name === 'select') acts.startEditing(node.id);
          }}
          onEdgeDoubleClick={() =>
            requestAnimationFrame(() =>
              root.current?.querySelector<HTMLElement>('[data-edge-label]')?.focus(),
            )
          }
          onPaneClick={(event) => {
            if (tool.name === 'place') acts.insert(tool.kind, { at: toFlowPoint(event) });
          }}
          onConnectEnd={handleConnectEnd}
          onBeforeDelete={async () => {
            acts.remove(selectedIds);
            return false;
          }}
          connectionMode={ConnectionMode.Loose}
          connectionLineComponent={ConnectionLine}
          connectionRadius={0}
          connectOnClick={false}
          nodesDraggable={!isReadOnly && tool.name === 'select'}
          nodesConnectable={!isReadOnly && tool.name === 'select'}
          elementsSelectable={tool.name === 'select'}
          elevateNodesOnSelect={false}
          deleteKeyCode={null}
          panActivationKeyCode={null}
          zoomOnDoubleClick={false}
          panOnScroll
          snapToGrid
          snapGrid={GRID}
          nodeDragThreshold={3}
          minZoom={0.15}
          maxZoom={2.5}
          attributionPosition="bottom-left"
        >
          <Background variant={BackgroundVariant.Dots} gap={BOARD_GRID * 3} size={1.5} />
          <PeerCursors presence={presence} />
          {connectSource === null ? null : <ConnectPreview source={connectSource} pointer={pointer} />}
          {hasInspector && onlyNode ? (
            <NodeInspector
              node={onlyNode}
              isOpen={isInspectorOpen}
              onToggle={() => setIsInspectorOpen(!isInspectorOpen)}
            />
          ) : null}
          {hasInspector && onlyEdge ? (
            <EdgeInspector
              edge={onlyEdge}
              slot={assignSlots(model.edges).get(onlyEdge.id) ?? { index: 0, count: 1 }}
            />
          ) : null}
          {isReadOnly ? null : (
            <Panel position="top-left" className={styles.tools}>
              <ToolStrip
                tool={tool}
                isPaletteOpen={picker?.of === 'components'}
                selectedIds={selectedIds}
                history={history}
              />
            </Panel>
          )}
          <ToolHint tool={tool} model={model} />
          <Panel position="bottom-right" className={styles.view}>
            <ViewControls onOutline={() => setIsOutline(true)} />
          </Panel>
        </ReactFlow>
        {isOutline ? null : <EmptyHint model={model} />}
        {picker ? <BoardPicker picker={picker} model={model} /> : null}
        <BoardAsText model={model} isShown={isOutline} onDraw={showDrawing} />
        <p className="visually-hidden" role="status">
          {announcement}
        </p>
      </section>
    </BoardActsContext>
  );
}

function presentIds(model: BoardModel, selected: ReadonlySet<string>): readonly string[] {
  return [...model.nodes, ...model.edges].map(({ id }) => id).filter((id) => selected.has(id));
}
