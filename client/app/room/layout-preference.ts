import { createPreference } from '#client/platform/preferences.ts';

export const PRESETS = ['board', 'split', 'notes'] as const;
export type Preset = (typeof PRESETS)[number];

/** How this person likes the room; remembered on this device. */
export interface RoomLayout {
  readonly preset: Preset;
  readonly isLeftOpen: boolean;
  readonly isRightOpen: boolean;
}

function isRoomLayout(value: unknown): value is RoomLayout {
  if (typeof value !== 'object' || value === null) return false;
  if (!('preset' in value && 'isLeftOpen' in value && 'isRightOpen' in value)) return false;
  const isKnownPreset = PRESETS.some((preset) => preset === value.preset);
  return isKnownPreset && typeof value.isLeftOpen === 'boolean' && typeof value.isRightOpen === 'boolean';
}

export const layoutPreference = createPreference<RoomLayout>('room-layout', isRoomLayout, {
  preset: 'board',
  isLeftOpen: true,
  isRightOpen: true,
});
