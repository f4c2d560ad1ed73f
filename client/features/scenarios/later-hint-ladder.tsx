import { useEffect, useRef } from 'react';
import type { HintLadder } from '#shared/contracts/scenario-format.contract.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import { SkeletonText } from '#client/ui/skeleton.tsx';

/** Hints come after a minute of being stuck; so do their buttons. */
export const loadHintLadder = () => import('./hint-ladder-panel.tsx');

export interface LaterHintLadderProps {
  readonly ladder: HintLadder;
  readonly dimension: Dimension;
  /** Goes to the rung to give, for who opened it with a key. */
  readonly isFocusedAtFirst?: boolean;
}

export function LaterHintLadder({ ladder, dimension, isFocusedAtFirst = false }: LaterHintLadderProps) {
  const module = useLaterModule(loadHintLadder, { isWanted: true, afterMs: 0 });
  const ref = useRef<HTMLDivElement>(null);
  const mustFocus = useRef(isFocusedAtFirst);
  useEffect(() => {
    if (!module || !mustFocus.current) return;
    mustFocus.current = false;
    ref.current?.querySelector<HTMLElement>('[data-give], [role="radio"]')?.focus();
  }, [module]);
  return (
    <div ref={ref}>
      {module ? <module.HintLadderPanel ladder={ladder} dimension={dimension} /> : <SkeletonText lines={4} />}
    </div>
  );
}
