import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createShare, revokeShare, type Share, type SharePart } from '#shared/contracts/sharing.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { Checkbox } from '#client/ui/checkbox.tsx';
import { CopyField } from '#client/ui/copy-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import {
  SHARE_ERRORS,
  PART_NAMES,
  PART_TEXTS,
  SHARE_STATES,
  takeAlongStrings as strings,
} from './strings.ts';
import { sharesKey, useShares } from './use-shares.ts';
import styles from '#client/ui/dialog-parts.module.css';

export interface ShareDialogProps {
  readonly interviewId: string;
  /** What may be shared; at least one. */
  readonly parts: readonly SharePart[];
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function ShareDialog({ interviewId, parts, isOpen, onOpenChange }: ShareDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={strings.shareTitle}
      description={strings.shareText}
    >
      <ShareForm interviewId={interviewId} parts={parts} />
    </Dialog>
  );
}

function ShareForm({ interviewId, parts }: Pick<ShareDialogProps, 'interviewId' | 'parts'>) {
  const client = useQueryClient();
  const [part, setPart] = useState<SharePart>(parts[0] ?? 'board');
  const [days, setDays] = useState('14');
  const [showsName, setShowsName] = useState(false);
  // One id for one link: pressing again after a lost answer makes no second one.
  const [shareId, setShareId] = useState(() => crypto.randomUUID());
  const list = useShares(interviewId);
  const make = useMutation({
    mutationFn: () =>
      callApi(createShare, { interviewId, shareId, part, expiresInDays: Number(days), showsName }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey(interviewId) }),
  });
  const made = make.data;
  const failure = make.error ? toErrorWords(make.error, SHARE_ERRORS) : null;
  /** A link is shown only beside the choices it was made with. */
  function startOver() {
    if (made) setShareId(crypto.randomUUID());
    make.reset();
  }
  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        <Field label={strings.part} hint={PART_TEXTS[part]}>
          <SegmentedControl
            isFullWidth
            segments={parts.map((value) => ({ value, label: PART_NAMES[value] }))}
            value={part}
            onValueChange={(next) => {
              setPart(next);
              startOver();
            }}
          />
        </Field>
        <Field label={strings.expiry}>
          <Select
            options={strings.expiries.map((expiry) => ({ value: String(expiry.days), label: expiry.label }))}
            value={days}
            onValueChange={(next) => {
              setDays(next);
              startOver();
            }}
          />
        </Field>
      </div>
      <Checkbox
        label={strings.showsName}
        description={strings.showsNameText}
        isChecked={showsName}
        onCheckedChange={(next) => {
          setShowsName(next);
          startOver();
        }}
      />
      {made ? (
        <div className={styles.made}>
          <Field label={strings.newLink(made.share.part)} hint={strings.linkOnce}>
            <CopyField key={made.share.id} value={made.url} />
          </Field>
          <Button size="sm" variant="ghost" onClick={startOver}>
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
        {list.data?.shares.length === 0 ? <p className={styles.empty}>{strings.noLinks}</p> : null}
        {list.data && list.data.shares.length > 0 ? (
          <ul className={styles.list}>
            {list.data.shares.map((share) => (
              <ShareRow key={share.id} interviewId={interviewId} share={share} />
            ))}
          </ul>
        ) : null}
      </section>
    </div>
  );
}

function ShareRow({ interviewId, share }: { readonly interviewId: string; readonly share: Share }) {
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => callApi(revokeShare, { interviewId, shareId: share.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: sharesKey(interviewId) }),
  });
  const details = [
    ...(share.isOwn ? [] : [strings.notOwn]),
    ...(share.isOwn && share.showsName ? [strings.named] : []),
  ].join(', ');
  return (
    <li className={styles.row}>
      <span className={styles.rowName}>{PART_NAMES[share.part]}</span>
      <span className={styles.rowDetail}>
        {details}
        {share.state === 'open' ? (
          <>
            {details === '' ? '' : ' \u00B7 '}
            {strings.ends} <RelativeTime at={new Date(share.expiresAt)} />
          </>
        ) : null}
        {revoke.isError ? <span className={styles.rowError}>{toErrorWords(revoke.error).title}</span> : null}
      </span>
      {share.state === 'open' ? (
        <Button size="sm" variant="ghost" isPending={revoke.isPending} onClick={() => revoke.mutate()}>
          {strings.end}
        </Button>
      ) : (
        <Badge>{SHARE_STATES[share.state]}</Badge>
      )}
    </li>
  );
}
