import { boardToExcalidraw } from '#shared/domain/board-excalidraw.ts';
import { boardToJson } from '#shared/domain/board-json.ts';
import { boardToMermaid } from '#shared/domain/board-mermaid.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { boardToSvg } from '#shared/domain/board-svg.ts';
import type { BoardThemeName } from '#shared/domain/board-theme.ts';

/** Formats that are text; a PNG is drawn from the SVG. */
interface TextFormat {
  readonly id: 'svg' | 'json' | 'excalidraw' | 'mermaid';
  readonly ending: string;
  readonly type: string;
  readonly isCopyable: boolean;
  readonly write: (model: BoardModel, theme: BoardThemeName) => string;
}

export type ExportFormat =
  | TextFormat
  | { readonly id: 'png'; readonly ending: 'png'; readonly isCopyable: true };

/** In the order they are listed. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [
  { id: 'png', ending: 'png', isCopyable: true },
  {
    id: 'svg',
    ending: 'svg',
    type: 'image/svg+xml',
    isCopyable: false,
    write: (model, theme) => boardToSvg(model, { theme }),
  },
  { id: 'json', ending: 'json', type: 'application/json', isCopyable: false, write: boardToJson },
  {
    id: 'excalidraw',
    ending: 'excalidraw',
    type: 'application/vnd.excalidraw+json',
    isCopyable: false,
    write: boardToExcalidraw,
  },
  { id: 'mermaid', ending: 'mmd', type: 'text/plain', isCopyable: true, write: boardToMermaid },
];
