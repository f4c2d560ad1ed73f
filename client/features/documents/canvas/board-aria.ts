import type { AriaLabelConfig } from '@xyflow/react';
import { STRINGS } from './strings.ts';

/** What a listener is told about the board and the things on it; it names only keys that work for this person. */
export function boardAria({
  isReadOnly,
  areShortcutsOn,
}: {
  readonly isReadOnly: boolean;
  readonly areShortcutsOn: boolean;
}): { readonly help: string; readonly config: Partial<AriaLabelConfig> } {
  const { help } = STRINGS;
  if (isReadOnly) return { help: help.readOnly, config: READ_ONLY };
  return { help: areShortcutsOn ? help.board : help.boardWithoutKeys, config: EDITABLE };
}

// React Flow keeps what it is given as long as it is the same object.
const EDITABLE = {
  'node.a11yDescription.default': STRINGS.help.node,
  'edge.a11yDescription.default': STRINGS.help.edge,
} as const;
const READ_ONLY = {
  'node.a11yDescription.default': STRINGS.help.walk,
  'edge.a11yDescription.default': STRINGS.help.walk,
} as const;
