import type { CloseReason } from '#shared/close-codes.ts';

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`);

export const documentStrings = {
  connecting: 'Connecting',
  saved: 'Saved',
  saving: 'Saving',
  offline: (pending: number) => (pending === 0 ? 'Offline' : `Offline: ${changes(pending)} kept here`),
  refused: 'No access',
  notSaved: (pending: number) =>
    pending === 0 ? 'Not connected' : `Not saved: ${changes(pending)} kept here`,
  notTaken: 'Not saved',
  /** Why, and what to do; shown on hover and read with the state. */
  why: {
    connecting: 'The document is being opened.',
    saved: 'Everything you wrote is stored on the server.',
    saving: 'Your last changes are on their way to the server.',
    offline: 'You can go on. Your changes are sent when the connection is back.',
    refused: 'You cannot open this document any more.',
  },
  /** Ends of a connection that do not heal by themselves. */
  reasons: {
    SIGN_IN_REQUIRED: 'Your login has ended. Sign in again in another tab, then reload this page.',
    READ_ONLY: 'You can read this document but not change it.',
    DOCUMENT_FULL: 'The document has reached its largest size. Remove something, then reload this page.',
    BOARD_FULL:
      'This board is full: the server takes no more items. Remove something, then reload this page to save your last changes.',
    CONTENT_REFUSED:
      'Your page sent something the server refused. Reload to go on from what is saved; your last changes are not.',
    MESSAGE_TOO_LARGE: 'The last change is too large to be sent.',
  } as Partial<Record<CloseReason, string>>,
  otherReason: 'The server ended the connection. Reload this page.',
} as const;
