import { Maximize2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ScenarioBoard } from '#shared/contracts/scenario-format.contract.ts';
import { scenarioBoardToModel } from '#shared/domain/board-scenario.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import { Button } from '#client/ui/button.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Sheet } from '#client/ui/sheet.tsx';
import { useTheme } from '#client/ui/theme.ts';
import { strings } from './strings.ts';
import styles from './board-image.module.css';

const SIZES = [
  { value: 'fit', label: strings.fit },
  { value: 'actual', label: strings.actualSize },
] as const;

/** A scenario's diagram as a picture: small in the panel, and as large as the screen on request. */
export function BoardImage({ board, title }: { readonly board: ScenarioBoard; readonly title: string }) {
  const theme = useTheme().shown;
  const [isOpen, setIsOpen] = useState(false);
  const [size, setSize] = useState<'fit' | 'actual'>('fit');
  // An image runs no script whatever the drawing holds, and a data address needs no clean-up.
  const source = useMemo(
    () =>
      `data:image/svg+xml;charset=utf-8,${encodeURIComponent(boardToSvg(scenarioBoardToModel(board, title), { theme }))}`,
    [board, title, theme],
  );
  const words = board.nodes.map(({ label }) => label).join(', ');
  return (
    <div className={styles.frame}>
      <button
        type="button"
        className={styles.preview}
        aria-label={`${strings.enlarge}: ${title}`}
        onClick={() => setIsOpen(true)}
      >
        <img src={source} alt={`${title}: ${words}`} />
      </button>
      <Button size="sm" variant="ghost" icon={<Maximize2 />} onClick={() => setIsOpen(true)}>
        {strings.enlarge}
      </Button>
      <Sheet isOpen={isOpen} onOpenChange={setIsOpen} title={title} height="full">
        <div className={styles.tools}>
          <SegmentedControl
            label={strings.diagramSize}
            segments={SIZES}
            value={size}
            onValueChange={setSize}
            size="sm"
          />
        </div>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by keyboard */}
        <div className={styles.stage} data-size={size} tabIndex={0} role="region" aria-label={title}>
          <img src={source} alt={`${title}: ${words}`} />
        </div>
      </Sheet>
    </div>
  );
}
