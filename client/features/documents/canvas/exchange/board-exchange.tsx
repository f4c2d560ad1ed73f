import { useReactFlow, useStore } from '@xyflow/react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { importBoard } from '#shared/documents/canvas-import.ts';
import { beginGesture } from '#shared/documents/canvas-writers.ts';
import { useBoardActs } from '../board-context.ts';
import { fitOptionsFor } from '../view-controls.tsx';
import { EXCHANGE_STRINGS as WORDS } from './exchange-strings.ts';
import { ExportDialog } from './export-dialog.tsx';
import { ImportDialog } from './import-dialog.tsx';

export type ExchangeDialog = 'export' | 'import';

export interface BoardExchangeProps {
  /** The dialog that is open, if any. */
  readonly dialog: ExchangeDialog | null;
  readonly onDialogChange: (dialog: ExchangeDialog | null) => void;
  readonly model: BoardModel;
  readonly selectedIds: readonly string[];
  readonly select: (ids: readonly string[]) => void;
}

/** Export and import of the board in the room. */
export function BoardExchange({ dialog, onDialogChange, model, selectedIds, select }: BoardExchangeProps) {
  const { doc, isReadOnly, announce } = useBoardActs();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);

  function add(incoming: BoardModel) {
    onDialogChange(null);
    const ids = importBoard({ doc, gesture: beginGesture(WORDS.gesture) }, model, incoming);
    select(ids);
    announce(ids.length > 0 ? WORDS.added(ids.length) : WORDS.addedInk);
    // One frame later React Flow knows the new nodes.
    if (ids.length === 0) return;
    const nodes = ids.map((id) => ({ id }));
    requestAnimationFrame(() => void flow.fitView({ ...fitOptionsFor(width), nodes }));
  }

  return (
    <>
      <ExportDialog
        isOpen={dialog === 'export'}
        onOpenChange={(isOpen) => onDialogChange(isOpen ? 'export' : null)}
        model={model}
        selectedIds={selectedIds}
        name={roomName()}
        onImport={isReadOnly ? undefined : () => onDialogChange('import')}
      />
      <ImportDialog
        isOpen={dialog === 'import'}
        onOpenChange={(isOpen) => onDialogChange(isOpen ? 'import' : null)}
        model={model}
        isReadOnly={isReadOnly}
        onAdd={add}
      />
    </>
  );
}

/** The page is titled with the room's name, then the product's. */
function roomName(): string {
  return document.title.split(' · ')[0] ?? WORDS.boardName;
}
