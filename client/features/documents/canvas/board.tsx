import {
  useCallback,
  useEffect,
  useId,
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
  useStore,
  type ReactFlowInstance,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { BoardModel, Point } from '#shared/domain/board-model.ts';
import { BOARD_GRID } from '#shared/domain/board-placement.ts';
import type { CanvasPresence, CanvasUser } from '#shared/documents/canvas-presence.ts';
import type { ReadableStore } from '#client/platform/store.ts';
import { classNames } from '#client/ui/class-names.ts';
import { BoardAsText } from './board-as-text.tsx';
import { boardAria } from './board-aria.ts';
import { BoardActsContext, isInkTool, type OpenPicker, type Tool } from './board-context.ts';
import { BoardEdgeView } from './board-edge.tsx';
import { EmptyHint, ToolHint } from './board-hints.tsx';
import { BoardNodeView } from './board-node.tsx';
import { BoardPicker } from './inserting/board-picker.tsx';
import { BoardStore } from './board-store.ts';
import { TINT_VARIABLES } from './board-tints.ts';
import { ConnectionLine, ConnectPreview } from './connection-line.tsx';
import { DragWriter } from './selecting/drag-writer.ts';
import type { BoardRoom } from './company/board-room.ts';
import { LaterCompany } from './later-company.tsx';
import type { InkHand } from './ink/ink-hand.ts';
import { LaserButton } from './ink/laser-button.tsx';
import { LaterFar } from './later-far.tsx';
import { LaterInk } from './later-ink.tsx';
import { LaterPanels } from './later-panels.tsx';
import { OutlinePanel } from './outline/outline-panel.tsx';
import { PeerCursors } from './peer-cursors.tsx';
import { STRINGS } from './strings.ts';
import { ToolStrip } from './tool-strip.tsx';
import { useBoardActs } from './use-board-acts.ts';
import { useBoardKeys } from './use-board-keys.ts';
import { useClipboard } from './selecting/use-clipboard.ts';
import { useConnecting } from './use-connecting.ts';
import { useEdgeWalk } from './use-edge-walk.ts';
import { useBoardExchange } from './use-board-exchange.tsx';
import { useFit } from './use-fit.ts';
import { useFlowElements, type BoardFlowEdge, type BoardFlowNode } from './use-flow-elements.ts';
import { useHistory } from './use-history.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import { useLongPress } from './use-long-press.ts';
import { usePresence } from './use-presence.ts';
import { useStable } from './use-stable.ts';
import { useSpotlight, type BoardSpotlight } from './use-spotlight.ts';
import { useSelectionInput } from './selecting/use-selection-input.ts';
import { ViewControls } from './view-controls.tsx';
import styles from './board.module.css';

const NODE_TYPES = { board: BoardNodeView };
const EDGE_TYPES = { board: BoardEdgeView };
const PHONE = '(width <= 720px)';
/** Below this nobody reads small print, and a board of hundreds of things is in sight: it is left out. */
const FAR_ZOOM = 0.4;
/** The middle and the right one. */
const PAN_BUTTONS = [1, 2];

type ClientPoint = Pick<PointerEvent, 'clientX' | 'clientY'>;

export interface BoardProps {
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** This page's person, as the others see them. */
  readonly self: CanvasUser;
  readonly isReadOnly: boolean;
  /** Single-key shortcuts can be switched off; Delete, arrows and undo stay. */
  readonly areShortcutsOn?: boolean;
  /** Items another part of the page asks to show. */
  readonly spotlight?: ReadableStore<BoardSpotlight | null> | undefined;
  /** The room around the board; without one nobody is brought anywhere. */
  readonly room?: BoardRoom | undefined;
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

function BoardSurface(props: BoardProps) {
  const { doc, awareness, self, isReadOnly, areShortcutsOn = true, spotlight, room, className } = props;
  const root = useRef<HTMLElement>(null);
  const flow = useReactFlow<BoardFlowNode, BoardFlowEdge>();
  const store = useMemo(() => new BoardStore(doc), [doc]);
  const ink = useRef<InkHand | null>(null);
  const dragWriter = useMemo(() => new DragWriter(doc, ink), [doc]);
  const model = useSyncExternalStore(store.subscribe, store.getSnapshot);
  const isFar = useStore(({ transform: [, , zoom] }) => zoom < FAR_ZOOM);
  const presence = usePresence(awareness, self);
  const marks = useSyncExternalStore(presence.subscribe, presence.getMarks);

  const [tool, setTool] = useState<Tool>({ name: 'select' });
  const [picker, setPicker] = useState<OpenPicker | null>(null);
  const [editingId, setEditingId] = useState<string | null>(null);
  const [announcement, setAnnouncement] = useState('');
  // On a phone the whole board at once is too small to read; what is on it can be read as text, and drawn one tap away.
  const [isOutline, setIsOutline] = useState(() => window.matchMedia(PHONE).matches);
  const isNarrow = useIsNarrow(root);
  const isDrawingHidden = isOutline && isNarrow;
  const toggleOutline = useCallback(() => setIsOutline((isOpen) => !isOpen), []);
  const showDrawing = useCallback(() => {
    setIsOutline(false);
    root.current?.focus({ preventScroll: true });
  }, []);
  const [pointer, setPointer] = useState<Point | null>(null);
  const lastPointer = useRef<ClientPoint | null>(null);
  const connectSource = tool.name === 'connect' ? tool.source : null;

  const [awake, setAwake] = useState<ReadonlySet<string> | null>(null);
  const elements = useFlowElements({ doc, model, marks, editingId, connectSource, awake, dragWriter, ink });
  const { nodes, edges, selected, select, isDragging, moves } = elements;
  const acts = useBoardActs({
    doc,
    store,
    flow,
    root,
    isReadOnly,
    ink,
    selected,
    select,
    setEditingId,
    setTool,
    setPicker,
    announce: setAnnouncement,
  });
  const history = useHistory({ doc, presence, announce: setAnnouncement });
  const selectedIds = useMemo(() => presentIds(model, selected), [model, selected]);
  const exchange = useBoardExchange({ model, selectedIds, select, isReadOnly });
  useFit(nodes.length > 0);
  const spotlit = useSpotlight({
    spotlight,
    flow,
    model,
    select,
    showDrawing: () => isNarrow && setIsOutline(false),
  });
  const toFlowPoint = ({ clientX, clientY }: ClientPoint): Point =>
    flow.screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
  const { marquee, pick, isPanning } = useSelectionInput({
    root,
    flow,
    model,
    ink,
    tool,
    isReadOnly,
    selected,
    select,
    announce: setAnnouncement,
  });
  const pointerAt = useStable(() => lastPointer.current && toFlowPoint(lastPointer.current));
  useClipboard({
    doc,
    root,
    isReadOnly,
    selectedIds,
    select,
    pointerAt,
    getModel: store.getSnapshot,
    announce: setAnnouncement,
    viewCentre: () => centreOfView(root.current, flow),
  });

  const presencePointer = useStable((): CanvasPresence['pointer'] => {
    const at = pointerAt();
    return at && [Math.round(at.x), Math.round(at.y)];
  });
  useEffect(() => {
    // What the guide points at is nobody else's business.
    const isPointedAt = selectedIds.every((id) => spotlit.has(id));
    presence.update({ selected: isPointedAt ? [] : selectedIds });
  }, [presence, selectedIds, spotlit]);
  useEffect(() => presence.update({ tool: tool.name === 'place' ? tool.kind : tool.name }), [presence, tool]);

  const { startConnecting, pickForConnection, endConnecting } = useConnecting({
    root,
    model,
    selected,
    connectSource,
    acts,
    setTool,
    toFlowPoint,
  });

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
    toggleOutline,
    nudge: moves.nudge,
  });

  useEdgeWalk({ root, model, announce: setAnnouncement, select });
  useLongPress({
    root,
    isOn: !isReadOnly && tool.name === 'select',
    onLongPress: (at) => setPicker({ of: 'components', at: toFlowPoint(at), connectFrom: null }),
  });
  const helpId = useId();
  const aria = boardAria({ isReadOnly, areShortcutsOn });

  function handlePointerMove({ clientX, clientY }: PointerEvent) {
    lastPointer.current = { clientX, clientY };
    presence.update({ pointer: presencePointer });
    if (connectSource !== null) setPointer(toFlowPoint({ clientX, clientY }));
  }

  function handleDoubleClick(event: MouseEvent) {
    const isOnPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane');
    if (isReadOnly || !isOnPane || tool.name !== 'select') return;
    setPicker({ of: 'components', at: toFlowPoint(event), connectFrom: null });
  }

  // React Flow tells each handler that is not the same as before to everything it draws.
  const handleConnectEnd = useStable(endConnecting);
  const handleMoveStart = useStable(() => root.current?.setAttribute('data-moving', ''));
  const handleMoveEnd = useStable(() => root.current?.removeAttribute('data-moving'));
  const handlePaneClick = useStable((event: MouseEvent) => {
    if (tool.name === 'place') acts.insert(tool.kind, { at: toFlowPoint(event) });
  });
  const handleBeforeDelete = useStable(async () => {
    acts.remove(selectedIds);
    return false;
  });
  const handleItemClick = useStable((event: MouseEvent, { id }: { readonly id: string }) => {
    if (tool.name === 'connect') pickForConnection(id);
    else if (tool.name === 'select') pick(id, event);
  });
  const handleItemDoubleClick = useStable((_event: MouseEvent, { id }: { readonly id: string }) => {
    if (tool.name === 'select') acts.startEditing(id);
  });

  // The label of an arrow is written in its panel, that of a node in its place.
  const isWritingNode = model.nodes.some(({ id }) => id === editingId);
  const hasPanel = !isReadOnly && !isDragging && !isWritingNode && tool.name === 'select';

  return (
    <BoardActsContext value={acts}>
      {/* The listeners only follow the pointer; every act has its own control or key. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={root}
        tabIndex={-1}
        data-far={isFar || undefined}
        aria-label={STRINGS.board}
        aria-describedby={helpId}
        className={classNames(
          styles.board,
          tool.name === 'place' && styles.placing,
          tool.name === 'connect' && styles.connecting,
          isOutline && !isNarrow && styles.besideOutline,
          isPanning && !isReadOnly && styles.panning,
          selectedIds.length > 1 && styles.several,
          className,
        )}
        style={TINT_VARIABLES}
        onPointerMove={handlePointerMove}
        onPointerLeave={() => {
          lastPointer.current = null;
          presence.update({ pointer: null });
        }}
        onDoubleClick={handleDoubleClick}
      >
        <ReactFlow<BoardFlowNode, BoardFlowEdge>
          inert={isDrawingHidden}
          aria-label={STRINGS.drawing}
          ariaLabelConfig={aria.config}
          nodes={nodes}
          edges={elements.drawnEdges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onNodesChange={elements.handleNodesChange}
          onEdgesChange={elements.handleEdgesChange}
          onNodeDragStart={moves.startDrag}
          onNodeDrag={moves.followKeys}
          onNodeDragStop={moves.endDrag}
          onNodeClick={handleItemClick}
          onEdgeClick={handleItemClick}
          onNodeDoubleClick={handleItemDoubleClick}
          onEdgeDoubleClick={handleItemDoubleClick}
          onPaneClick={handlePaneClick}
          onConnectEnd={handleConnectEnd}
          onMoveStart={handleMoveStart}
          onMoveEnd={handleMoveEnd}
          onBeforeDelete={handleBeforeDelete}
          connectionMode={ConnectionMode.Loose}
          connectionLineComponent={ConnectionLine}
          connectionRadius={0}
          connectOnClick={false}
          nodesDraggable={!isPanning && tool.name === 'select'}
          nodesConnectable={!isReadOnly && tool.name === 'select'}
          elementsSelectable={tool.name === 'select'}
          elevateNodesOnSelect={false}
          deleteKeyCode={null}
          panActivationKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          selectNodesOnDrag={false}
          // A drag with the left button selects; fingers are not asked for a button and always pan.
          panOnDrag={isPanning || tool.name !== 'select' ? true : PAN_BUTTONS}
          zoomOnDoubleClick={false}
          panOnScroll
          nodeDragThreshold={3}
          minZoom={0.15}
          maxZoom={2.5}
          attributionPosition="bottom-left"
        >
          <Background variant={BackgroundVariant.Dots} gap={BOARD_GRID * 3} size={1.5} />
          <LaterFar
            nodes={nodes}
            edges={edges}
            drawnEdges={elements.drawnEdges}
            isWhole={awake === null}
            root={root}
            onAwake={setAwake}
          />
          <PeerCursors presence={presence} />
          <LaterCompany
            presence={presence}
            edges={model.edges}
            marks={marks}
            root={root}
            room={room}
            keptNote={history.keptNote}
          />
          {connectSource === null ? null : <ConnectPreview source={connectSource} pointer={pointer} />}
          <LaterPanels
            root={root}
            model={model}
            ink={ink}
            selectedIds={selectedIds}
            select={select}
            editingId={editingId}
            marquee={marquee}
            guides={moves.guides}
            hasPanel={hasPanel}
            isOutline={isOutline}
          />
          <Panel position="top-left" className={styles.tools}>
            {isReadOnly ? (
              <LaserButton tool={tool} />
            ) : (
              <ToolStrip
                tool={tool}
                isPaletteOpen={picker?.of === 'components'}
                selectedIds={selectedIds}
                history={history}
              />
            )}
          </Panel>
          <LaterInk
            tool={tool}
            strokes={model.strokes}
            presence={presence}
            selfColour={self.colour}
            isPanning={isPanning}
            root={root}
            ink={ink}
            selected={selected}
            select={select}
            drag={moves.drag}
          />
          <ToolHint tool={tool} model={model} />
          <Panel position="bottom-right" className={styles.view}>
            <ViewControls isOutline={isOutline} onOutline={toggleOutline} onExport={exchange.openExport} />
          </Panel>
        </ReactFlow>
        {isOutline || isInkTool(tool) ? null : <EmptyHint model={model} />}
        {picker ? <BoardPicker picker={picker} model={model} /> : null}
        {isOutline ? (
          <OutlinePanel
            model={model}
            selectedIds={selectedIds}
            select={select}
            history={history}
            areShortcutsOn={areShortcutsOn}
            isOver={isNarrow}
            onClose={showDrawing}
          />
        ) : (
          <BoardAsText model={model} isShown={false} />
        )}
        <p id={helpId} hidden>
          {aria.help}
        </p>
        <p className="visually-hidden" role="status">
          {announcement}
        </p>
      </section>
      {/* Outside, so that what is done in them is not done on the board: events bubble out of portals. */}
      {exchange.dialogs}
    </BoardActsContext>
  );
}

function presentIds(model: BoardModel, selected: ReadonlySet<string>): readonly string[] {
  return [...model.nodes, ...model.edges, ...model.strokes]
    .map(({ id }) => id)
    .filter((id) => selected.has(id));
}

function centreOfView(
  root: HTMLElement | null,
  flow: Pick<ReactFlowInstance<BoardFlowNode, BoardFlowEdge>, 'screenToFlowPosition'>,
): Point {
  const { left, top, width, height } = root?.getBoundingClientRect() ?? new DOMRect();
  return flow.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
}
