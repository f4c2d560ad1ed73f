import { memo } from 'react';
import { ArrowLeft, ArrowRight, ChevronRight } from 'lucide-react';
import { FLOW_NAMES } from '#shared/domain/board-model.ts';
import { spokenItem, type OutlineItem } from '#shared/domain/board-outline.ts';
import { useBoardActs } from '../board-context.ts';
import { ComponentIcon } from '../component-icon.tsx';
import { OutlineDetails } from './outline-details.tsx';
import { OutlineNameField } from './outline-name-field.tsx';
import type { OutlineActs } from './use-outline-acts.ts';
import styles from './board-outline.module.css';

export interface OutlineRowProps {
  readonly item: OutlineItem;
  readonly laneId: string | null;
  readonly laneTitle: string;
  /** The lanes it can be moved to. */
  readonly lanes: readonly { readonly value: string; readonly label: string }[];
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  /** Set while its name is typed; one object for each time. */
  readonly renaming: { readonly id: string } | null;
  readonly acts: OutlineActs;
}

/** A component as a line that opens into everything that can be done with it. */
export const OutlineRow = memo(function OutlineRow(props: OutlineRowProps) {
  const { item, laneId, laneTitle, isOpen, isTabStop, renaming, acts } = props;
  const { isReadOnly } = useBoardActs();
  const { node } = item;
  const spoken = (
    <span className="visually-hidden">{spokenItem(item, laneId === null ? null : laneTitle)}</span>
  );
  if (isReadOnly) {
    return (
      <li className={styles.row} data-row={node.id}>
        <div className={styles.opener}>
          {spoken}
          <Line item={item} />
          <Facts item={item} />
        </div>
      </li>
    );
  }
  return (
    <li className={styles.row} data-row={node.id} data-open={isOpen || undefined}>
      {renaming ? (
        <div className={styles.opener}>
          <ComponentIcon kind={node.kind} />
          <OutlineNameField
            node={node}
            session={renaming}
            onDone={(outcome) => acts.endRename(node.id, outcome)}
          />
        </div>
      ) : (
        <button
          type="button"
          className={styles.opener}
          data-opener
          data-field="opener"
          tabIndex={isTabStop ? 0 : -1}
          aria-expanded={isOpen}
          onClick={() => acts.toggle(node.id, !isOpen)}
          onDoubleClick={() => acts.rename(node.id)}
        >
          {spoken}
          <Line item={item} />
          <ChevronRight className={styles.chevron} aria-hidden="true" />
          {isOpen ? null : <Facts item={item} />}
        </button>
      )}
      {isOpen ? <OutlineDetails {...props} /> : null}
    </li>
  );
});

function Line({ item: { node, name, kind } }: { readonly item: OutlineItem }) {
  return (
    <>
      <ComponentIcon kind={node.kind} />
      <span className={styles.words} aria-hidden="true">
        <span className={styles.name}>{name}</span>
        {name.toLowerCase() === kind.toLowerCase() ? null : <span className={styles.kind}>{kind}</span>}
      </span>
    </>
  );
}

/** What is known of a closed component, for the eye; the sentence of its row says the same. */
function Facts({ item: { qualifiers, connections } }: { readonly item: OutlineItem }) {
  if (qualifiers.length + connections.length === 0) return null;
  return (
    <span className={styles.facts} aria-hidden="true">
      {qualifiers.map((text) => (
        <span key={text} className={styles.fact} data-chip>
          {text}
        </span>
      ))}
      {connections.map(({ edgeId, direction, otherName, flow, label }) => (
        <span key={`${direction} ${edgeId}`} className={styles.fact}>
          {direction === 'in' ? <ArrowLeft /> : <ArrowRight />}
          {otherName}
          {flow === 'sync' && label === '' ? null : (
            <span className={styles.kind}>
              {[...(flow === 'sync' ? [] : [FLOW_NAMES[flow]]), ...(label === '' ? [] : [label])].join(', ')}
            </span>
          )}
        </span>
      ))}
    </span>
  );
}
