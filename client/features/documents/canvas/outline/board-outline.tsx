import { useId, useMemo, useRef, type KeyboardEvent } from 'react';
import { PencilRuler, Redo2, Undo2, X } from 'lucide-react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { outlineOf, type OutlineSection } from '#shared/domain/board-outline.ts';
import { seedCanvas } from '#shared/documents/canvas-seed.ts';
import { beginGesture } from '#shared/documents/canvas-writers.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { useBoardActs } from '../board-context.ts';
import { InsertPalette } from '../inserting/insert-palette.tsx';
import { NO_LANE } from './outline-details.tsx';
import { OutlineLane } from './outline-lane.tsx';
import { OUTLINE_STRINGS } from './outline-strings.ts';
import { STRINGS } from '../strings.ts';
import { TargetPicker } from '../inserting/target-picker.tsx';
import { useOutlineActs, type OutlineActs } from './use-outline-acts.ts';
import { useOutlineFocus } from './use-outline-focus.ts';
import { useReturnFocus } from '../inspecting/use-return-focus.ts';
import type { BoardHistory } from '../use-history.ts';
import styles from './board-outline.module.css';

export interface BoardOutlineProps {
  readonly model: BoardModel;
  readonly selectedIds: readonly string[];
  readonly select: (ids: readonly string[]) => void;
  readonly history: Pick<BoardHistory, 'canUndo' | 'canRedo' | 'undo' | 'redo'>;
  /** Letters act as keys only while this person has them switched on. */
  readonly areShortcutsOn: boolean;
  /** It stands in front of the drawing; otherwise beside it. */
  readonly isOver: boolean;
  readonly onClose: () => void;
}

/**
 * The board as an ordered list that can be edited: what a phone shows first and a screen reader can work with. The open row
 * is the selected component, so the drawing and the other people see what is being worked on.
 */
export function BoardOutline(props: BoardOutlineProps) {
  const { model, selectedIds, select, history, areShortcutsOn, isOver, onClose } = props;
  const { doc, isReadOnly } = useBoardActs();
  const root = useRef<HTMLElement>(null);
  const helpId = useId();
  const sections = useMemo(() => withOutside(outlineOf(model)), [model]);
  const order = useMemo(() => sections.flatMap(({ items }) => items.map(({ node }) => node.id)), [sections]);
  const { tabStop, focusRow, handleFocus, handleBlur } = useOutlineFocus(root, order);
  const { acts, picker, renaming } = useOutlineActs({ model, select, focusRow });
  const lanes = useMemo(
    () => sections.map(({ laneId, title }) => ({ value: laneId ?? NO_LANE, label: title })),
    [sections],
  );
  const openId = selectedIds.length === 1 && order.includes(selectedIds[0] ?? '') ? selectedIds[0] : null;

  function handleKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (!(event.target instanceof HTMLElement) || !event.currentTarget.contains(event.target)) return;
    const rowId = event.target.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (rowId === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const isHandled = event.target.matches('[data-opener]')
      ? handleRowKey(event.key, rowId)
      : leavesField(event) && (focusRow(rowId), true);
    if (isHandled) event.preventDefault();
  }

  function handleRowKey(key: string, rowId: string): boolean {
    const at = order.indexOf(rowId);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1 }[key];
    const item = sections.flatMap(({ items }) => items).find(({ node }) => node.id === rowId);
    if (target !== undefined) {
      const next = order[target];
      if (next !== undefined) focusRow(next);
      return true;
    }
    if (!item) return false;
    const letter = areShortcutsOn ? key.toLowerCase() : '';
    if (key === 'F2') acts.rename(rowId);
    else if (key === 'Delete' || key === 'Backspace') acts.remove(item.node);
    else if (key === 'ArrowRight') acts.toggle(rowId, true);
    else if (key === 'ArrowLeft') acts.toggle(rowId, false);
    else if (letter === 'c') acts.pickTarget(rowId);
    else if (letter === 'a') acts.pickComponent(laneIdOf(sections, rowId), item.node);
    else return false;
    return true;
  }

  return (
    // The keys are those of the rows inside; the region only hears them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={root}
      className={classNames('nokey', styles.outline, isOver ? styles.over : styles.beside)}
      aria-label={STRINGS.boardAsText}
      aria-describedby={isReadOnly ? undefined : helpId}
      data-own-keys
      onKeyDown={handleKeyDown}
      onFocus={handleFocus}
      onBlur={handleBlur}
    >
      <header className={styles.head}>
        {isOver ? (
          <Button icon={<PencilRuler />} onClick={onClose}>
            {STRINGS.outline.draw}
          </Button>
        ) : (
          <h2 className={styles.title}>{OUTLINE_STRINGS.title}</h2>
        )}
        <span className={styles.spring} />
        {isReadOnly ? null : <HistoryButtons history={history} />}
        {isOver ? null : (
          <IconButton size="sm" label={OUTLINE_STRINGS.close} icon={<X />} onClick={onClose} />
        )}
      </header>
      {isReadOnly ? null : (
        <p className="visually-hidden" id={helpId}>
          {areShortcutsOn ? OUTLINE_STRINGS.help : OUTLINE_STRINGS.helpWithoutKeys}
        </p>
      )}
      <div
        className={styles.scroll}
        // Without controls in it, a list that scrolls is reached by Tab itself.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={isReadOnly ? 0 : undefined}
        role="group"
        aria-label={OUTLINE_STRINGS.everything}
      >
        {sections.map((section) => (
          <OutlineLane
            key={section.laneId ?? NO_LANE}
            section={section}
            lane={model.nodes.find(({ id }) => id === section.laneId) ?? null}
            lanes={lanes}
            openId={openId ?? null}
            tabStop={tabStop}
            renaming={renaming}
            acts={acts}
          />
        ))}
        {model.strokes.length > 0 ? (
          <p className={styles.none}>{OUTLINE_STRINGS.drawings(model.strokes.length)}</p>
        ) : null}
        {isReadOnly ? null : (
          <div className={styles.foot}>
            {model.nodes.length === 0 ? (
              <Button onClick={() => seedCanvas({ doc, gesture: beginGesture(STRINGS.gestures.lanes) })}>
                {OUTLINE_STRINGS.addLanes}
              </Button>
            ) : (
              <Button variant="ghost" onClick={() => acts.add('lane', { laneId: null, after: null })}>
                {OUTLINE_STRINGS.addLane}
              </Button>
            )}
          </div>
        )}
      </div>
      {picker ? <OutlinePickerLayer picker={picker} model={model} acts={acts} /> : null}
    </section>
  );
}

function HistoryButtons({ history }: Pick<BoardOutlineProps, 'history'>) {
  return (
    <>
      <IconButton
        size="sm"
        label={OUTLINE_STRINGS.undo}
        icon={<Undo2 />}
        shortcut="Mod+Z"
        tooltipSide="bottom"
        aria-disabled={!history.canUndo}
        onClick={history.undo}
      />
      <IconButton
        size="sm"
        label={OUTLINE_STRINGS.redo}
        icon={<Redo2 />}
        shortcut="Mod+Shift+Z"
        tooltipSide="bottom"
        aria-disabled={!history.canRedo}
        onClick={history.redo}
      />
    </>
  );
}

function OutlinePickerLayer({
  picker,
  model,
  acts,
}: {
  readonly picker: NonNullable<ReturnType<typeof useOutlineActs>['picker']>;
  readonly model: BoardModel;
  readonly acts: OutlineActs;
}) {
  const { insertSkeleton } = useBoardActs();
  useReturnFocus();
  return (
    <div className={styles.picker}>
      {picker.of === 'components' ? (
        <InsertPalette
          className={styles.pickerList}
          onClose={acts.closePicker}
          onPick={(kind) => acts.add(kind, picker)}
          onPickSkeleton={(id) => {
            acts.closePicker();
            insertSkeleton(id);
          }}
        />
      ) : (
        <TargetPicker
          className={styles.pickerList}
          model={model}
          source={picker.source}
          onClose={acts.closePicker}
          onPick={(target) => acts.connectTo(picker.source, target)}
        />
      )}
    </div>
  );
}

/** What is in no lane has a place of its own even while it is empty: something may be put there. */
function withOutside(sections: readonly OutlineSection[]): readonly OutlineSection[] {
  const last = sections.at(-1);
  if (!last) return [{ laneId: null, title: OUTLINE_STRINGS.everything, items: [] }];
  if (last.laneId !== null) return [...sections, { laneId: null, title: OUTLINE_STRINGS.outside, items: [] }];
  return sections.length > 1 ? sections : [{ ...last, title: OUTLINE_STRINGS.everything }];
}

function laneIdOf(sections: readonly OutlineSection[], nodeId: string): string | null {
  return sections.find(({ items }) => items.some(({ node }) => node.id === nodeId))?.laneId ?? null;
}

/** Escape leaves any control of a row for the row; Enter leaves a line of text. */
function leavesField({ key, target }: KeyboardEvent<HTMLElement>): boolean {
  if (key === 'Escape') return true;
  return key === 'Enter' && target instanceof HTMLInputElement;
}
