import type { OwnErrorWords } from '#client/platform/error-words.ts';
import type { DeliveryError, WebhookDelivery } from '#shared/contracts/webhooks.contract.ts';

/** Words of webhooks. */

/** What only these screens can meet. */
export const WEBHOOK_ERRORS: OwnErrorWords = {
  WEBHOOK_URL_REFUSED: {
    title: 'Nothing can be sent to that address',
    advice: 'It has to start with https:// and be reachable from the internet.',
  },
  TOO_MANY_WEBHOOKS: {
    title: 'There are five addresses already',
    advice: 'Delete one that nobody needs, then try again.',
  },
};

export const TYPE_NAMES: Readonly<Record<WebhookDelivery['type'], string>> = {
  'form.submitted': 'Form handed in',
  'forms.revealed': 'Results opened',
  ping: 'Test message',
};

export const ERROR_NAMES: Readonly<Record<DeliveryError, string>> = {
  status: 'the receiver refused it',
  timeout: 'no answer in 10 seconds',
  connection: 'no connection',
  certificate: 'its certificate is not valid',
  dns: 'the name is not known',
  blocked_address: 'the address is inside a private network',
  secret_lost: 'its secret cannot be read any more; delete it and add it again',
};

export const webhookStrings = {
  title: 'Webhooks',
  text: 'A program of yours can hear when forms were handed in and when results open. Messages hold ids and times, never what a form says.',
  address: 'Address',
  addressHint: 'Starts with https:// and can be reached from the internet.',
  add: 'Add',
  secret: 'Signing secret',
  secretOnce: 'Copy it now: it is not shown again. Messages are signed as Standard Webhooks describes.',
  done: 'Done',
  none: 'No addresses yet.',
  failed: 'The webhooks could not be loaded',
  ping: 'Send a test',
  remove: 'Delete',
  removeTitle: 'Delete this address?',
  removeText: 'Nothing more is sent there, and what waits is dropped.',
  cancel: 'Keep',
  deliveries: 'Last deliveries',
  noDeliveries: 'Nothing has been sent yet.',
  resend: 'Send again',
  states: { pending: 'Waiting', delivered: 'Delivered', dead: 'Given up' },
  attempts: (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`),
  next: 'next',
} as const;
