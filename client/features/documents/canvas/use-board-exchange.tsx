import { useState, type ComponentType, type ReactNode } from 'react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { isEmptyBoard, partOf } from '#shared/domain/board-part.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { useStable } from './use-stable.ts';
import { useTheme } from '#client/ui/theme.ts';
import { useToast } from '#client/ui/toast.tsx';
import type { BoardExchangeProps, ExchangeDialog } from './exchange/board-exchange.tsx';
import { STRINGS } from './strings.ts';

export interface BoardExchangeInput {
  readonly model: BoardModel;
  readonly selectedIds: readonly string[];
  readonly select: (ids: readonly string[]) => void;
  readonly isReadOnly: boolean;
}

const { exchange: WORDS, group, said } = STRINGS;

/**
 * Export and import: in the command palette, and as a button beside the view controls. Everything behind them is fetched when
 * it is first asked for.
 */
export function useBoardExchange({ model, selectedIds, select, isReadOnly }: BoardExchangeInput): {
  readonly openExport: () => void;
  /** The dialogs, drawn within the board. */
  readonly dialogs: ReactNode;
} {
  const { showToast } = useToast();
  const theme = useTheme().shown;
  const [Exchange, setExchange] = useState<ComponentType<BoardExchangeProps> | null>(null);
  const [dialog, setDialog] = useState<ExchangeDialog | null>(null);
  // Every opening starts from what is selected then.
  const [openings, setOpenings] = useState(0);

  function open(wanted: ExchangeDialog) {
    import('./exchange/board-exchange.tsx')
      .then(({ BoardExchange }) => {
        setExchange(() => BoardExchange);
        setOpenings((count) => count + 1);
        setDialog(wanted);
      })
      .catch(() => showToast({ tone: 'bad', title: said.notLoaded }));
  }

  function copyImage() {
    const part = partOf(model, selectedIds);
    const shown = isEmptyBoard(part) ? model : part;
    import('./exchange/copy-board-image.ts')
      .then(({ copyBoardImage }) => copyBoardImage(shown, theme))
      .then(
        (isCopied) =>
          showToast(
            isCopied
              ? { tone: 'good', title: WORDS.copied }
              : {
                  tone: 'bad',
                  title: WORDS.notCopied,
                  action: { label: WORDS.export, onSelect: () => open('export') },
                },
          ),
        () => showToast({ tone: 'bad', title: said.notLoaded }),
      );
  }

  usePageActs([
    {
      id: 'board.export',
      label: WORDS.export,
      group,
      run: () => open('export'),
      keywords: [...WORDS.keywords],
    },
    { id: 'board.copy-image', label: WORDS.copyImage, group, run: copyImage, keywords: [...WORDS.keywords] },
    ...(isReadOnly
      ? []
      : [
          {
            id: 'board.import',
            label: WORDS.import,
            group,
            run: () => open('import'),
            keywords: [...WORDS.keywords],
          },
        ]),
  ]);

  const openExport = useStable(() => open('export'));
  return {
    openExport,
    dialogs: Exchange ? (
      <Exchange
        key={openings}
        dialog={dialog}
        onDialogChange={setDialog}
        model={model}
        selectedIds={selectedIds}
        select={select}
      />
    ) : null,
  };
}
