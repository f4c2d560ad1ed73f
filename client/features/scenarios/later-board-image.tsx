import type { ScenarioBoard } from '#shared/contracts/scenario-format.contract.ts';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import { SkeletonText } from '#client/ui/skeleton.tsx';

export interface LaterBoardImageProps {
  readonly board: ScenarioBoard;
  readonly title: string;
}

/** A diagram on a card. Few cards are diagrams, so what draws them is fetched with the first one. */
export function LaterBoardImage(props: LaterBoardImageProps) {
  const image = useLaterModule(() => import('./board-image.tsx'), { isWanted: true, afterMs: 0 });
  return image ? <image.BoardImage {...props} /> : <SkeletonText lines={4} />;
}
