import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  deleteWebhook,
  pingWebhook,
  resendDelivery,
  type Webhook,
  type WebhookDelivery,
} from '#shared/contracts/webhooks.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import parts from '#client/ui/dialog-parts.module.css';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { ERROR_NAMES, TYPE_NAMES, webhookStrings as strings } from './strings.ts';
import { webhooksKey } from './webhooks-key.ts';
import styles from './webhooks-dialog.module.css';

const TONES = { pending: 'warn', delivered: 'good', dead: 'bad' } as const;

export function WebhookCard({ roomId, webhook }: { readonly roomId: string; readonly webhook: Webhook }) {
  const client = useQueryClient();
  const [isDeleting, setIsDeleting] = useState(false);
  const ids = { roomId, webhookId: webhook.id };
  const refresh = () => client.invalidateQueries({ queryKey: webhooksKey(roomId) });
  const ping = useCommand(async () => {
    await callApi(pingWebhook, { ...ids, deliveryId: crypto.randomUUID() });
    await refresh();
  });
  return (
    <section className={styles.card} aria-label={webhook.url}>
      <header className={styles.cardHead}>
        <code className={styles.url}>{webhook.url}</code>
        <Button size="sm" isPending={ping.isPending} onClick={() => void ping.start()}>
          {strings.ping}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => setIsDeleting(true)}>
          {strings.remove}
        </Button>
      </header>
      <h3 className={parts.heading}>{strings.deliveries}</h3>
      {webhook.deliveries.length === 0 ? <p className={parts.empty}>{strings.noDeliveries}</p> : null}
      <ul className={parts.list}>
        {webhook.deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} ids={ids} delivery={delivery} />
        ))}
      </ul>
      {isDeleting ? (
        <ConfirmDialog
          isOpen
          onOpenChange={setIsDeleting}
          title={strings.removeTitle}
          description={strings.removeText}
          confirmLabel={strings.remove}
          cancelLabel={strings.cancel}
          onConfirm={async () => {
            await callApi(deleteWebhook, ids);
            await refresh();
          }}
        />
      ) : null}
    </section>
  );
}

function DeliveryRow({
  ids,
  delivery,
}: {
  readonly ids: { readonly roomId: string; readonly webhookId: string };
  readonly delivery: WebhookDelivery;
}) {
  const client = useQueryClient();
  const resend = useMutation({
    mutationFn: () => callApi(resendDelivery, { ...ids, deliveryId: delivery.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksKey(ids.roomId) }),
  });
  const { status, attempts, lastStatus, lastError, createdAt, deliveredAt, nextAttemptAt } = delivery;
  return (
    <li className={classNames(parts.row, styles.delivery)}>
      <span className={styles.type}>
        {TYPE_NAMES[delivery.type]}
        <span className={styles.muted}>
          <RelativeTime at={new Date(deliveredAt ?? createdAt)} />
          {attempts > 1 ? ` \u00B7 ${strings.attempts(attempts)}` : ''}
          {lastError ? ` \u00B7 ${ERROR_NAMES[lastError]}` : ''}
          {lastStatus === null ? '' : ` (${lastStatus})`}
          {/* One that is on its way has its time behind it. */}
          {status === 'pending' && attempts > 0 && nextAttemptAt && lastError ? (
            <>
              {` \u00B7 ${strings.next} `}
              <RelativeTime at={new Date(nextAttemptAt)} />
            </>
          ) : null}
        </span>
      </span>
      <Badge tone={TONES[status]}>{strings.states[status]}</Badge>
      <Button size="sm" variant="ghost" isPending={resend.isPending} onClick={() => resend.mutate()}>
        {strings.resend}
      </Button>
    </li>
  );
}
