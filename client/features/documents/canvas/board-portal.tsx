import { useMemo, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from '@xyflow/react';

/**
 * Draws in flow coordinates, above the nodes. React Flow's own portal looks its element up in the whole board with every
 * change of anything on it.
 */
export function BoardPortal({ children }: { readonly children: ReactNode }) {
  const board = useStore(({ domNode }) => domNode);
  const target = useMemo(() => board?.querySelector('.react-flow__viewport-portal') ?? null, [board]);
  return target ? createPortal(children, target) : null;
}
