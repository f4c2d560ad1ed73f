import { createPreference, isText } from './preferences.ts';

/** The name last used on this device, so that nobody types it twice. */
export const displayNamePreference = createPreference('display-name', isText, '');
