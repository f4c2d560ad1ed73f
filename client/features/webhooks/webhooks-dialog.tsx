import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { createWebhook, listWebhooks } from '#shared/contracts/webhooks.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import parts from '#client/ui/dialog-parts.module.css';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { Input } from '#client/ui/input.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { WEBHOOK_ERRORS, webhookStrings as strings } from './strings.ts';
import { WebhookCard } from './webhook-card.tsx';
import { webhooksKey } from './webhooks-key.ts';
import styles from './webhooks-dialog.module.css';

export interface WebhooksDialogProps {
  readonly roomId: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** Where messages of a room go; for its host. */
export function WebhooksDialog({ roomId, isOpen, onOpenChange }: WebhooksDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={strings.title}
      description={strings.text}
      size="lg"
    >
      <Webhooks roomId={roomId} />
    </Dialog>
  );
}

/** What waits for its receiver changes without us; read again while somebody looks. */
const REFRESH_MS = 3_000;

function Webhooks({ roomId }: { readonly roomId: string }) {
  const client = useQueryClient();
  const [url, setUrl] = useState('');
  // One id for one address: pressing again after a lost answer adds no second one.
  const [webhookId, setWebhookId] = useState(() => crypto.randomUUID());
  const list = useQuery({
    queryKey: webhooksKey(roomId),
    queryFn: () => callApi(listWebhooks, { roomId }),
    refetchInterval: REFRESH_MS,
  });
  const add = useMutation({
    mutationFn: () => callApi(createWebhook, { roomId, webhookId, url: url.trim() }),
    onSuccess: () => client.invalidateQueries({ queryKey: webhooksKey(roomId) }),
  });
  const failure = add.error ? toErrorWords(add.error, WEBHOOK_ERRORS) : null;
  const isUsable = URL.canParse(url.trim()) && /^https?:/.test(url.trim());
  const isFull = (list.data?.webhooks.length ?? 0) >= LIMITS.webhooksPerRoom;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isUsable && !add.isPending) add.mutate();
  }

  return (
    <div className={parts.form}>
      {add.data ? (
        <div className={parts.made}>
          <Field label={strings.secret} hint={strings.secretOnce}>
            <CopyField value={add.data.secret} />
          </Field>
          <Button
            size="sm"
            onClick={() => {
              add.reset();
              setUrl('');
              setWebhookId(crypto.randomUUID());
            }}
          >
            {strings.done}
          </Button>
        </div>
      ) : isFull ? null : (
        <form className={styles.add} noValidate onSubmit={handleSubmit}>
          <Field
            label={strings.address}
            hint={strings.addressHint}
            error={failure ? `${failure.title}. ${failure.advice}` : null}
          >
            <Input
              type="url"
              inputMode="url"
              autoComplete="off"
              placeholder="https://"
              maxLength={LIMITS.webhookUrl}
              value={url}
              onChange={(event) => {
                setUrl(event.target.value);
                add.reset();
              }}
            />
          </Field>
          <Button type="submit" variant="primary" isPending={add.isPending} disabled={!isUsable}>
            {strings.add}
          </Button>
        </form>
      )}
      {list.isPending ? <Skeleton height={80} shape="block" /> : null}
      {list.isError && !list.data ? (
        <ErrorState
          size="sm"
          title={strings.failed}
          advice={toErrorWords(list.error).advice}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {list.data?.webhooks.length === 0 ? <p className={parts.empty}>{strings.none}</p> : null}
      {list.data?.webhooks.map((webhook) => (
        <WebhookCard key={webhook.id} roomId={roomId} webhook={webhook} />
      ))}
    </div>
  );
}
