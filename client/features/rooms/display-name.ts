import { createPreference, isText } from '#client/platform/preferences.ts';

/** The name last used on this device, so that nobody types it twice. */
export const displayNamePreference = createPreference('display-name', isText, '');
