import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  INVITE_ROLES,
  createInvite,
  listInvites,
  type InviteRole,
} from '#shared/contracts/rooms.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { InviteRow } from './invite-row.tsx';
import { ROLE_NAMES, ROLE_OFFER, roomStrings as strings } from './strings.ts';
import styles from '#client/ui/dialog-parts.module.css';

export interface InviteDialogProps {
  readonly roomId: string;
  readonly initialRole: InviteRole;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function InviteDialog({ roomId, initialRole, isOpen, onOpenChange }: InviteDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={strings.inviteTitle}
      description={strings.inviteText}
    >
      {/* Mounted with the dialog, so that a second opening starts fresh and never shows an old link. */}
      <InviteForm roomId={roomId} initialRole={initialRole} />
    </Dialog>
  );
}

function InviteForm({ roomId, initialRole }: { roomId: string; initialRole: InviteRole }) {
  const client = useQueryClient();
  const listKey = ['rooms', roomId, 'invites'];
  const [role, setRole] = useState<InviteRole>(initialRole);
  const [uses, setUses] = useState<'one' | 'many'>('one');
  const [hours, setHours] = useState('72');
  const list = useQuery({ queryKey: listKey, queryFn: () => callApi(listInvites, { roomId }) });
  const make = useMutation({
    mutationFn: () =>
      callApi(createInvite, {
        roomId,
        role,
        maxUses: uses === 'one' || role === 'candidate' ? LIMITS.inviteUses.min : null,
        expiresInHours: Number(hours),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: listKey }),
  });
  // Every change above forgets it: a link is shown only beside the choices it was made with.
  const made = make.data;
  const failure = make.error ? toErrorWords(make.error) : null;
  return (
    <div className={styles.form}>
      <Field label={strings.inviteRole} hint={ROLE_OFFER[role]}>
        <SegmentedControl
          isFullWidth
          segments={INVITE_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }))}
          value={role}
          onValueChange={(next) => {
            setRole(next);
            make.reset();
          }}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={strings.inviteUses}>
          <SegmentedControl
            isFullWidth
            segments={[
              { value: 'one', label: strings.oneUse },
              { value: 'many', label: strings.manyUses, isDisabled: role === 'candidate' },
            ]}
            value={role === 'candidate' ? 'one' : uses}
            onValueChange={(next) => {
              setUses(next);
              make.reset();
            }}
          />
        </Field>
        <Field label={strings.inviteExpiry}>
          <Select
            options={strings.expiries.map((expiry) => ({ value: String(expiry.hours), label: expiry.label }))}
            value={hours}
            onValueChange={(next) => {
              setHours(next);
              make.reset();
            }}
          />
        </Field>
      </div>
      {made ? (
        <div className={styles.made}>
          <Field label={strings.newLink(made.invite.role)} hint={strings.linkOnce}>
            <CopyField key={made.invite.id} value={made.url} />
          </Field>
          <Button size="sm" variant="ghost" onClick={() => make.reset()}>
            {strings.another}
          </Button>
        </div>
      ) : (
        <Button variant="primary" isPending={make.isPending} onClick={() => make.mutate()}>
          {strings.makeLink}
        </Button>
      )}
      {failure ? (
        <Notice tone="bad" title={failure.title}>
          {failure.advice}
        </Notice>
      ) : null}
      <section className={styles.links} aria-busy={list.isPending}>
        <h3 className={styles.heading}>{strings.links}</h3>
        {list.isPending ? <Skeleton height={40} shape="block" /> : null}
        {list.isError ? (
          <ErrorState
            size="sm"
            title={strings.linksFailed}
            advice={toErrorWords(list.error).advice}
            onRetry={() => void list.refetch()}
          />
        ) : null}
        {list.data?.invites.length === 0 ? <p className={styles.empty}>{strings.noLinks}</p> : null}
        {list.data && list.data.invites.length > 0 ? (
          <ul className={styles.list}>
            {list.data.invites.map((invite) => (
              <InviteRow key={invite.id} roomId={roomId} invite={invite} />
            ))}
          </ul>
        ) : null}
      </section>
    </div>
  );
}
