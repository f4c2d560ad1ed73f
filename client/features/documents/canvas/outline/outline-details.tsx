import { ArrowRight, Pencil, Plus, Trash2 } from 'lucide-react';
import { componentOf } from '#shared/domain/ml-components.ts';
import { Button } from '#client/ui/button.tsx';
import { Select } from '#client/ui/select.tsx';
import { OutlineChips } from './outline-chips.tsx';
import { OutlineArrow } from './outline-connection.tsx';
import type { OutlineRowProps } from './outline-row.tsx';
import { OUTLINE_STRINGS } from './outline-strings.ts';
import styles from './board-outline.module.css';

/** Stands for "in no lane" in a list of choices, whose values are text. */
export const NO_LANE = 'none';

/** Everything that can be done with the open component. */
export function OutlineDetails({ item, laneId, lanes, acts }: OutlineRowProps) {
  const { node, name, connections } = item;
  return (
    <div className={styles.details} role="group" aria-label={OUTLINE_STRINGS.details(name)}>
      {componentOf(node.kind).qualifiers.length > 0 ? <OutlineChips node={node} acts={acts} /> : null}
      {connections.length > 0 ? (
        <ul className={styles.arrows} aria-label={OUTLINE_STRINGS.connections}>
          {connections.map((connection) => (
            <OutlineArrow
              key={`${connection.direction} ${connection.edgeId}`}
              connection={connection}
              acts={acts}
            />
          ))}
        </ul>
      ) : null}
      <div className={styles.acts}>
        <Button size="sm" icon={<ArrowRight />} data-field="connect" onClick={() => acts.pickTarget(node.id)}>
          {OUTLINE_STRINGS.connectTo}
        </Button>
        <Button size="sm" icon={<Plus />} data-field="next" onClick={() => acts.pickComponent(laneId, node)}>
          {OUTLINE_STRINGS.addNext}
        </Button>
        <Button size="sm" icon={<Pencil />} data-field="rename" onClick={() => acts.rename(node.id)}>
          {OUTLINE_STRINGS.rename}
        </Button>
        <Button size="sm" icon={<Trash2 />} data-field="delete" onClick={() => acts.remove(node)}>
          {OUTLINE_STRINGS.delete}
        </Button>
        {lanes.length > 1 ? (
          <label className={styles.lanePick}>
            {OUTLINE_STRINGS.lane}
            <Select
              data-field="lane"
              options={lanes}
              value={laneId ?? NO_LANE}
              onValueChange={(value) => acts.move(node, value === NO_LANE ? null : value)}
            />
          </label>
        ) : null}
      </div>
    </div>
  );
}
