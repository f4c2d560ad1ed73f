import { useMemo, useState } from 'react';
import {
  Code,
  Copy,
  Download,
  FileJson,
  Image as ImageIcon,
  PenTool,
  Shapes,
  type LucideIcon,
} from 'lucide-react';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { isEmptyBoard, partOf } from '#shared/domain/board-part.ts';
import type { BoardThemeName } from '#shared/domain/board-theme.ts';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { useTheme } from '#client/ui/theme.ts';
import { BoardPreview } from './board-preview.tsx';
import { EXCHANGE_STRINGS as WORDS } from './exchange-strings.ts';
import { EXPORT_FORMATS, type ExportFormat } from './export-formats.ts';
import { useBoardExport, type BoardExport } from './use-board-export.ts';
import styles from './export-dialog.module.css';

const ICONS: Readonly<Record<ExportFormat['id'], LucideIcon>> = {
  png: ImageIcon,
  svg: PenTool,
  json: FileJson,
  excalidraw: Shapes,
  mermaid: Code,
};
const THEMES = [
  { value: 'light', label: WORDS.light },
  { value: 'dark', label: WORDS.dark },
] as const;

export interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly model: BoardModel;
  readonly selectedIds: readonly string[];
  /** What files are called when the board has no title. */
  readonly name: string;
  /** Leads to the import; left out for those who may not write. */
  readonly onImport?: (() => void) | undefined;
}

/** Takes the board, or what is selected on it, along as a picture, a file or text. */
export function ExportDialog({
  isOpen,
  onOpenChange,
  model,
  selectedIds,
  name,
  onImport,
}: ExportDialogProps) {
  const shownTheme = useTheme().shown;
  const [theme, setTheme] = useState<BoardThemeName>(shownTheme);
  const selection = useMemo(() => partOf(model, selectedIds), [model, selectedIds]);
  const hasSelection = !isEmptyBoard(selection);
  const [wanted, setWanted] = useState<'whole' | 'selection'>(hasSelection ? 'selection' : 'whole');
  const part = wanted === 'selection' && hasSelection ? selection : model;
  const board = useBoardExport({ model: part, theme, name: model.title === '' ? name : model.title });
  const isEmpty = isEmptyBoard(part);
  const count = selection.nodes.length + selection.strokes.length;

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={WORDS.exportTitle}
      size="md"
      footer={
        <>
          <output className={styles.outcome} data-tone={board.outcome?.tone}>
            {board.outcome?.words ?? ''}
          </output>
          {onImport ? (
            <Button variant="ghost" onClick={onImport}>
              {WORDS.importLink}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.choices}>
        {hasSelection ? (
          <SegmentedControl
            size="sm"
            label={WORDS.part}
            segments={[
              { value: 'whole', label: WORDS.whole },
              { value: 'selection', label: WORDS.selection(count) },
            ]}
            value={wanted}
            onValueChange={setWanted}
          />
        ) : null}
        <SegmentedControl
          size="sm"
          label={WORDS.theme}
          segments={THEMES}
          value={theme}
          onValueChange={setTheme}
        />
      </div>
      {isEmpty ? (
        <p className={styles.empty}>{WORDS.nothing}</p>
      ) : (
        <>
          <BoardPreview model={part} theme={theme} alt={WORDS.previewAlt} />
          <ul className={styles.formats}>
            {EXPORT_FORMATS.map((format) => (
              <FormatRow key={format.id} format={format} board={board} />
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function FormatRow({ format, board }: { readonly format: ExportFormat; readonly board: BoardExport }) {
  const Icon = ICONS[format.id];
  const [name, description] = WORDS.formats[format.id];
  return (
    <li className={styles.format}>
      <Icon size={18} aria-hidden="true" className={styles.icon} />
      <span className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.description}>{description}</span>
      </span>
      {format.isCopyable ? (
        <Button
          size="sm"
          variant="ghost"
          icon={<Copy />}
          aria-label={WORDS.copyAs(name)}
          isPending={board.pending === `${format.id}.copy`}
          onClick={() => board.copy(format)}
        >
          {WORDS.copy}
        </Button>
      ) : null}
      <Button
        size="sm"
        icon={<Download />}
        aria-label={WORDS.saveAs(name)}
        isPending={board.pending === `${format.id}.save`}
        onClick={() => board.save(format)}
      >
        {WORDS.save}
      </Button>
    </li>
  );
}
