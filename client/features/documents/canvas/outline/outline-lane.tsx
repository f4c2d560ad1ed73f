import { useId } from 'react';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import type { BoardNode } from '#shared/domain/board-model.ts';
import type { OutlineSection } from '#shared/domain/board-outline.ts';
import { Button } from '#client/ui/button.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { useBoardActs } from '../board-context.ts';
import { OutlineNameField } from './outline-name-field.tsx';
import { OutlineRow, type OutlineRowProps } from './outline-row.tsx';
import { OUTLINE_STRINGS } from './outline-strings.ts';
import type { OutlineActs } from './use-outline-acts.ts';
import styles from './board-outline.module.css';

export interface OutlineLaneProps {
  readonly section: OutlineSection;
  /** Null for what stands in no lane. */
  readonly lane: BoardNode | null;
  readonly lanes: OutlineRowProps['lanes'];
  readonly openId: string | null;
  readonly tabStop: string | null;
  readonly renaming: { readonly id: string } | null;
  readonly acts: OutlineActs;
}

/** One lane: its name, its components in reading order, and a way to add one. */
export function OutlineLane({ section, lane, lanes, openId, tabStop, renaming, acts }: OutlineLaneProps) {
  const { isReadOnly } = useBoardActs();
  const headingId = useId();
  const { laneId, title, items } = section;
  return (
    <section className={styles.lane} aria-labelledby={headingId}>
      <div className={styles.laneHead} data-row={lane?.id} data-lane={lane?.kind}>
        <h3 className={styles.laneTitle} id={headingId}>
          {lane && renaming?.id === lane.id ? (
            <OutlineNameField
              node={lane}
              session={renaming}
              onDone={(outcome) => acts.endRename(lane.id, outcome)}
            />
          ) : (
            title
          )}
        </h3>
        {isReadOnly ? null : (
          <>
            {lane ? (
              <span className={styles.laneActs}>
                <IconButton
                  size="sm"
                  data-field="opener"
                  label={OUTLINE_STRINGS.renameLane(title)}
                  icon={<Pencil />}
                  onClick={() => acts.rename(lane.id)}
                />
                <IconButton
                  size="sm"
                  label={OUTLINE_STRINGS.deleteLane(title)}
                  icon={<Trash2 />}
                  onClick={() => acts.remove(lane)}
                />
              </span>
            ) : null}
            <Button
              size="sm"
              variant="ghost"
              icon={<Plus />}
              data-add
              aria-label={OUTLINE_STRINGS.addTo(title)}
              onClick={() => acts.pickComponent(laneId)}
            >
              {OUTLINE_STRINGS.add}
            </Button>
          </>
        )}
      </div>
      {items.length === 0 ? (
        <p className={styles.none}>{OUTLINE_STRINGS.emptyLane}</p>
      ) : (
        <ul className={styles.rows} aria-labelledby={headingId}>
          {items.map((item) => (
            <OutlineRow
              key={item.node.id}
              item={item}
              laneId={laneId}
              laneTitle={title}
              lanes={lanes}
              isOpen={item.node.id === openId}
              isTabStop={item.node.id === tabStop}
              renaming={renaming?.id === item.node.id ? renaming : null}
              acts={acts}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
