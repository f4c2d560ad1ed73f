import { useState, type ComponentType } from 'react';
import { Download } from 'lucide-react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { isEmptyBoard } from '#shared/domain/board-part.ts';
import { Button } from '#client/ui/button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import type { ExportDialogProps } from './exchange/export-dialog.tsx';
import { STRINGS } from './strings.ts';

export interface BoardExportButtonProps {
  readonly board: BoardModel;
  /** What files are called when the board has no title. */
  readonly name: string;
}

/** The export of a board outside of its room; what it needs is fetched with the first press. */
export function BoardExportButton({ board, name }: BoardExportButtonProps) {
  const { showToast } = useToast();
  const [ExportDialog, setExportDialog] = useState<ComponentType<ExportDialogProps> | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  if (isEmptyBoard(board)) return null;

  function open() {
    import('./exchange/export-dialog.tsx')
      .then((module) => {
        setExportDialog(() => module.ExportDialog);
        setIsOpen(true);
      })
      .catch(() => showToast({ tone: 'bad', title: STRINGS.said.notLoaded }));
  }

  return (
    <>
      <Button size="sm" variant="ghost" icon={<Download />} onClick={open}>
        {STRINGS.exchange.export}
      </Button>
      {ExportDialog ? (
        <ExportDialog isOpen={isOpen} onOpenChange={setIsOpen} model={board} selectedIds={[]} name={name} />
      ) : null}
    </>
  );
}
