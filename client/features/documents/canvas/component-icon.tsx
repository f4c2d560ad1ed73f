import type { ComponentKind } from '#shared/domain/ml-components.ts';
import { groupTintOf } from './board-tints.ts';
import { KindIcon } from './component-icons.ts';
import styles from './component-icon.module.css';

/** A kind's icon on the tile of its group, as in lists. */
export function ComponentIcon({ kind }: { readonly kind: ComponentKind }) {
  return (
    <span className={styles.tile} style={groupTintOf(kind)}>
      <KindIcon kind={kind} size={14} />
    </span>
  );
}
