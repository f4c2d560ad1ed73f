import { BOARD_COLOURS, type BoardColour } from '#shared/domain/board-model.ts';
import { INSPECTOR_STRINGS } from './inspector-strings.ts';
import styles from './inspector.module.css';

export interface ColourSwatchesProps {
  readonly label: string;
  /** Undefined while several things differ in colour. */
  readonly value: BoardColour | null | undefined;
  readonly onPick: (colour: BoardColour | null) => void;
}

/** The board's colours and none, each with its word. */
export function ColourSwatches({ label, value, onPick }: ColourSwatchesProps) {
  return (
    <div className={styles.swatches} role="group" aria-label={label}>
      {[null, ...BOARD_COLOURS].map((colour) => {
        const name = colour ? INSPECTOR_STRINGS.colours[colour] : INSPECTOR_STRINGS.noColour;
        return (
          <button
            key={colour ?? 'none'}
            type="button"
            className={styles.swatch}
            style={
              colour
                ? {
                    '--swatch': `var(--board-${colour}-border)`,
                    '--swatch-line': `var(--board-${colour}-ink)`,
                  }
                : undefined
            }
            aria-pressed={value === colour}
            aria-label={name}
            title={name}
            onClick={() => onPick(colour)}
          />
        );
      })}
    </div>
  );
}
