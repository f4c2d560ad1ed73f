import { useStore } from '@xyflow/react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { useBoardActs, type OpenPicker } from '../board-context.ts';
import { InsertPalette } from './insert-palette.tsx';
import { TargetPicker } from './target-picker.tsx';
import { useReturnFocus } from '../inspecting/use-return-focus.ts';
import styles from './board-picker.module.css';

const PICKER_WIDTH = 320;
const PICKER_HEIGHT = 440;
const EDGE = 12;

/** The open list, where it was asked for: beside the tools, or at the place that was double-clicked. */
export function BoardPicker({ picker, model }: { readonly picker: OpenPicker; readonly model: BoardModel }) {
  const { insert, insertSkeleton, connectNodes, setPicker } = useBoardActs();
  const place = usePickerPlace(picker);
  useReturnFocus();
  const close = () => setPicker(null);
  return (
    <div className={styles.layer} style={place}>
      {picker.of === 'components' ? (
        <InsertPalette
          className={styles.list}
          initialQuery={picker.query}
          onClose={close}
          onPick={(kind) => insert(kind, picker)}
          onPickSkeleton={insertSkeleton}
        />
      ) : (
        <TargetPicker
          className={styles.list}
          model={model}
          source={picker.source}
          onClose={close}
          onPick={(target) => connectNodes(picker.source, target)}
        />
      )}
    </div>
  );
}

function usePickerPlace(picker: OpenPicker) {
  const [panX, panY, zoom] = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const at = picker.of === 'components' ? picker.at : null;
  if (!at) return { left: 64, top: EDGE, bottom: EDGE };
  const left = clamp(at.x * zoom + panX, { max: width - PICKER_WIDTH - EDGE });
  const top = clamp(at.y * zoom + panY, { max: height - PICKER_HEIGHT - EDGE });
  return { left, top, bottom: EDGE };
}

function clamp(value: number, { max }: { max: number }): number {
  return Math.max(EDGE, Math.min(value, max));
}
