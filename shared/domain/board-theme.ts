import type { BoardColour, Flow } from './board-model.ts';
import type { ComponentGroup } from './ml-components.ts';

/** How colour tokens, groups and flows look: one table for the board on screen and for exported pictures. */

export const BOARD_THEME_NAMES = ['light', 'dark'] as const;
export type BoardThemeName = (typeof BOARD_THEME_NAMES)[number];

/** Fill, border and ink of one tint. `ink` reads at 4.5:1 on `fill` and on the board. */
export interface Tint {
  readonly fill: string;
  readonly border: string;
  readonly ink: string;
}

export interface BoardTheme {
  readonly background: string;
  readonly surface: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly chip: string;
  readonly sticky: Tint;
  readonly laneOffline: Tint;
  readonly laneOnline: Tint;
  readonly laneOther: Tint;
  readonly colours: Readonly<Record<BoardColour, Tint>>;
}

const LIGHT_COLOURS = {
  blue: { fill: '#eaf2fe', border: '#7ea9ee', ink: '#1c55b4' },
  teal: { fill: '#e3f6f3', border: '#5fb9ab', ink: '#0d655b' },
  green: { fill: '#e9f6e6', border: '#81bb74', ink: '#2c6a22' },
  amber: { fill: '#fdf3d8', border: '#d9ae4a', ink: '#7a5200' },
  red: { fill: '#fdecea', border: '#e58f87', ink: '#a62b22' },
  violet: { fill: '#f2edfd', border: '#aa92e6', ink: '#5f3cb8' },
} as const satisfies Record<BoardColour, Tint>;

const DARK_COLOURS = {
  blue: { fill: '#172a49', border: '#3f6cb4', ink: '#9dc3ff' },
  teal: { fill: '#10322f', border: '#2f7c71', ink: '#7fd8ca' },
  green: { fill: '#1a3216', border: '#487f3c', ink: '#9dd890' },
  amber: { fill: '#392b0c', border: '#8b6a1c', ink: '#f0c766' },
  red: { fill: '#421e1b', border: '#a34b44', ink: '#ffaea6' },
  violet: { fill: '#2b2247', border: '#6d55ad', ink: '#c9b6ff' },
} as const satisfies Record<BoardColour, Tint>;

export const BOARD_THEMES = {
  light: {
    background: '#fbfbfc',
    surface: '#ffffff',
    border: '#c9ccd3',
    text: '#1b1d22',
    muted: '#5b606b',
    line: '#5b606b',
    chip: '#f0f1f4',
    sticky: { fill: '#fff3c2', border: '#e2c868', ink: '#6b5200' },
    laneOffline: { fill: '#fdf7ee', border: '#e0c9a4', ink: '#7a5518' },
    laneOnline: { fill: '#eff6fd', border: '#a9c8e8', ink: '#215a92' },
    laneOther: { fill: '#f4f4f6', border: '#c9ccd3', ink: '#545964' },
    colours: LIGHT_COLOURS,
  },
  dark: {
    background: '#121316',
    surface: '#1c1e23',
    border: '#454a54',
    text: '#eceef2',
    muted: '#a3a9b5',
    line: '#a3a9b5',
    chip: '#2a2d34',
    sticky: { fill: '#3d3415', border: '#87702a', ink: '#f0d98c' },
    laneOffline: { fill: '#1e1914', border: '#5a4832', ink: '#dcb884' },
    laneOnline: { fill: '#131b24', border: '#324d69', ink: '#97c2ec' },
    laneOther: { fill: '#191b1f', border: '#454a54', ink: '#a3a9b5' },
    colours: DARK_COLOURS,
  },
} as const satisfies Record<BoardThemeName, BoardTheme>;

/** Tint of a component's icon tile; a second sign beside icon and kind word. */
export const GROUP_COLOURS = {
  data: 'blue',
  features: 'teal',
  training: 'violet',
  serving: 'green',
  operations: 'amber',
  generic: null,
} as const satisfies Record<ComponentGroup, BoardColour | null>;

/** `stroke-dasharray` of each flow; the empty string is a solid line. Round caps turn the shortest dash into a dot. */
export const FLOW_DASHES = {
  sync: '',
  async: '7 5',
  stream: '0.1 5',
  batch: '16 6',
  feedback: '12 5 0.1 5',
} as const satisfies Record<Flow, string>;
