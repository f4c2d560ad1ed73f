import type { CSSProperties } from 'react';
import { BOARD_COLOURS, type BoardNode } from '#shared/domain/board-model.ts';
import { BOARD_THEMES, GROUP_COLOURS, type Tint } from '#shared/domain/board-theme.ts';
import { componentOf } from '#shared/domain/ml-components.ts';

/** The exporter's tints as CSS variables of the board, `--board-blue-fill` and so on, for light and dark at once. */
export const TINT_VARIABLES: CSSProperties = Object.fromEntries([
  ...BOARD_COLOURS.flatMap((name) =>
    variablesOf(name, BOARD_THEMES.light.colours[name], BOARD_THEMES.dark.colours[name]),
  ),
  ...variablesOf('sticky', BOARD_THEMES.light.sticky, BOARD_THEMES.dark.sticky),
  ...variablesOf('lane_offline', BOARD_THEMES.light.laneOffline, BOARD_THEMES.dark.laneOffline),
  ...variablesOf('lane_online', BOARD_THEMES.light.laneOnline, BOARD_THEMES.dark.laneOnline),
  ...variablesOf('lane', BOARD_THEMES.light.laneOther, BOARD_THEMES.dark.laneOther),
]);

/** `--tint-fill`, `--tint-border` and `--tint-ink` of a node: its own colour, or what its kind brings; `{}` for plain ones. */
export function tintOf(node: BoardNode): CSSProperties {
  if (node.colour) return tintVariables(node.colour);
  const { form } = componentOf(node.kind);
  if (form === 'sticky') return tintVariables('sticky');
  if (form !== 'lane') return {};
  return tintVariables(node.kind === 'lane_offline' || node.kind === 'lane_online' ? node.kind : 'lane');
}

/** `--group-fill` and `--group-ink` of the icon tile. */
export function groupTintOf(kind: BoardNode['kind']): CSSProperties {
  const colour = GROUP_COLOURS[componentOf(kind).group];
  if (!colour) return {};
  return { '--group-fill': `var(--board-${colour}-fill)`, '--group-ink': `var(--board-${colour}-ink)` };
}

function tintVariables(name: string): CSSProperties {
  return {
    '--tint-fill': `var(--board-${name}-fill)`,
    '--tint-border': `var(--board-${name}-border)`,
    '--tint-ink': `var(--board-${name}-ink)`,
  };
}

function variablesOf(name: string, light: Tint, dark: Tint): (readonly [string, string])[] {
  return (['fill', 'border', 'ink'] as const).map((part) => [
    `--board-${name}-${part}`,
    `light-dark(${light[part]}, ${dark[part]})`,
  ]);
}
