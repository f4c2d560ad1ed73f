import { Columns2, LayoutDashboard, NotebookPen, PanelLeft, PanelRight } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { useStore } from '#client/platform/store.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { TabPanel, Tabs } from '#client/ui/tabs.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { PRESETS, layoutPreference, type Preset, type RoomLayout } from './layout-preference.ts';
import type { Spotlight } from './spotlight.ts';
import { roomPageStrings as strings } from './strings.ts';
import { useViewport } from './use-viewport.ts';
import styles from './running-room.module.css';

const PRESET_ICONS = {
  board: <LayoutDashboard />,
  split: <Columns2 />,
  notes: <NotebookPen />,
} as const satisfies Record<Preset, ReactNode>;

export interface RoomTab {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

export interface RunningRoomProps {
  readonly topBar: ReactNode;
  readonly left: { readonly label: string; readonly content: ReactNode };
  readonly board: ReactNode;
  /** Every request brings the board into sight. */
  readonly spotlight?: Spotlight;
  /** The first one is shown at first. */
  readonly tabs: readonly RoomTab[];
  /** Set from outside when an act opens a tab. */
  readonly activeTab: string;
  readonly onActiveTabChange: (id: string) => void;
}

/**
 * Board in the middle, case on the left, writing on the right. What was opened once stays mounted while it is out of
 * sight, so that hiding a panel loses no caret, no scroll position and no connection; what was never opened costs nothing.
 */
export function RunningRoom(props: RunningRoomProps) {
  const { topBar, left, board, spotlight, tabs, activeTab, onActiveTabChange } = props;
  const viewport = useViewport();
  const layout = useStore(layoutPreference);
  const [pane, setPane] = useState<string>('board');
  const shown = toShown({ layout, isMedium: viewport === 'medium' });
  const inSight = viewport === 'narrow' ? pane : activeTab;
  const [opened, setOpened] = useState<ReadonlySet<string>>(() => new Set(tabs[0] ? [tabs[0].id] : []));
  if (!opened.has(inSight)) setOpened(new Set([...opened, inSight]));

  useEffect(
    () =>
      spotlight?.subscribe(() => {
        setPane('board');
        const kept = layoutPreference.getSnapshot();
        if (kept.preset === 'notes') layoutPreference.set({ ...kept, preset: 'board' });
      }),
    [spotlight],
  );

  function change(next: Partial<RoomLayout>) {
    layoutPreference.set({ ...layout, ...next });
  }
  function toggleLeft() {
    const isLeftOpen = !shown.isLeft;
    // With room for one panel, opening this one closes the other.
    change({ isLeftOpen, ...(viewport === 'medium' && isLeftOpen ? { isRightOpen: false } : {}) });
  }
  function toggleRight() {
    const isRightOpen = !shown.isRight;
    change({ isRightOpen, ...(viewport === 'medium' && isRightOpen ? { isLeftOpen: false } : {}) });
  }
  function choosePreset(preset: Preset) {
    change({ preset, isRightOpen: true, ...(viewport === 'medium' ? { isLeftOpen: false } : {}) });
  }

  const group = strings.groupRoom;
  usePageActs(
    viewport === 'narrow'
      ? []
      : [
          { id: 'room.left', label: strings.leftPanel(left.label), group, keys: '[', run: toggleLeft },
          { id: 'room.right', label: strings.leftPanel(strings.notes), group, keys: ']', run: toggleRight },
          ...PRESETS.map((preset) => ({
            id: `room.layout-${preset}`,
            label: `${strings.layout}: ${strings.presets[preset]}`,
            group,
            run: () => choosePreset(preset),
          })),
          ...tabs.map((tab) => ({
            id: `room.tab-${tab.id}`,
            label: strings.showTab(tab.label),
            group,
            run: () => {
              if (!shown.isRight) toggleRight();
              onActiveTabChange(tab.id);
            },
          })),
        ],
  );

  if (viewport === 'narrow') {
    const panes = [
      { id: 'board', label: strings.board },
      ...tabs.slice(0, 1).map(({ id, label }) => ({ id, label })),
      { id: 'left', label: left.label },
      ...tabs.slice(1).map(({ id, label }) => ({ id, label })),
    ];
    return (
      <div className={styles.narrow}>
        {topBar}
        <main className={styles.panes}>
          <Pane isShown={pane === 'board'}>{board}</Pane>
          <Pane isShown={pane === 'left'}>{left.content}</Pane>
          {tabs.map((tab) => (
            <Pane key={tab.id} isShown={pane === tab.id}>
              {opened.has(tab.id) ? tab.content : null}
            </Pane>
          ))}
        </main>
        <BottomBar panes={panes} active={pane} onActiveChange={setPane} />
      </div>
    );
  }

  return (
    <div className={styles.room}>
      {topBar}
      <div
        className={styles.areas}
        data-preset={shown.preset}
        data-left={shown.isLeft || undefined}
        data-right={shown.isRight || undefined}
      >
        <aside className={styles.left} aria-label={left.label} inert={!shown.isLeft}>
          {left.content}
        </aside>
        <main className={styles.board} aria-label={strings.board} inert={shown.preset === 'notes'}>
          {board}
        </main>
        <aside className={styles.right} aria-label={strings.rightTabs} inert={!shown.isRight}>
          <Tabs
            className={styles.tabs}
            label={strings.rightTabs}
            tabs={tabs.map(({ id, label }) => ({ value: id, label }))}
            value={activeTab}
            onValueChange={onActiveTabChange}
          >
            {tabs.map((tab) => (
              <TabPanel key={tab.id} value={tab.id} isKept className={styles.panel}>
                {opened.has(tab.id) ? tab.content : null}
              </TabPanel>
            ))}
          </Tabs>
        </aside>
        <div className={styles.layout}>
          <IconButton
            size="sm"
            tooltipSide="top"
            label={strings.leftPanel(left.label)}
            shortcut="["
            icon={<PanelLeft />}
            isPressed={shown.isLeft}
            onClick={toggleLeft}
          />
          <SegmentedControl
            size="sm"
            label={strings.layout}
            segments={PRESETS.map((value) => ({
              value,
              label: strings.presets[value],
              icon: PRESET_ICONS[value],
              isLabelHidden: true,
            }))}
            value={shown.preset}
            onValueChange={choosePreset}
          />
          <IconButton
            size="sm"
            tooltipSide="top"
            label={strings.leftPanel(strings.notes)}
            shortcut="]"
            icon={<PanelRight />}
            isPressed={shown.isRight}
            onClick={toggleRight}
          />
        </div>
      </div>
    </div>
  );
}

function Pane({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  return (
    <div className={styles.pane} data-shown={isShown || undefined} inert={!isShown}>
      {children}
    </div>
  );
}

/** What of the remembered layout there is room for. */
function toShown({ layout, isMedium }: { layout: RoomLayout; isMedium: boolean }) {
  const isRight = layout.isRightOpen;
  // Without the notes there is only the board to show.
  const preset: Preset = isRight ? layout.preset : 'board';
  const isLeft = layout.isLeftOpen && !(isMedium && isRight);
  return { preset, isLeft, isRight };
}
