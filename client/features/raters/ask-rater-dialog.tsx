import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid';
import { useRef, useState } from 'react';
import { assignRater, listContacts } from '#shared/contracts/raters.contract.ts';
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
import { AskedRaters, ratersKey } from './asked-raters.tsx';
import { raterStrings as strings } from './strings.ts';
import styles from './ask-rater-dialog.module.css';

export interface AskRaterDialogProps {
  readonly interviewId: string;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

export function AskRaterDialog({ interviewId, isOpen, onOpenChange }: AskRaterDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={strings.askTitle}
      description={strings.askText}
    >
      {/* Mounted with the dialog, so that a second opening never shows an old link. */}
      <div className={styles.frame}>
        <AskForm interviewId={interviewId} />
        <AskedRaters interviewId={interviewId} />
      </div>
    </Dialog>
  );
}

const DUE_DAYS = [1, 2, 3, 7, 14] as const;
const DAY_MS = 24 * 3_600_000;
/** Inside the two days for which forms wait for each other. */
const USUAL_DAYS = 2;

function AskForm({ interviewId }: { readonly interviewId: string }) {
  const client = useQueryClient();
  const [by, setBy] = useState<'link' | 'contact'>('link');
  const [contactId, setContactId] = useState<string | null>(null);
  const [days, setDays] = useState<number>(USUAL_DAYS);
  // One id for one request, however often it has to be sent.
  const assignmentId = useRef(nanoid());
  const contacts = useQuery({
    queryKey: ['raters', interviewId, 'contacts'],
    queryFn: () => callApi(listContacts, { interviewId }),
    enabled: by === 'contact',
  });
  const ask = useMutation({
    mutationFn: () =>
      callApi(assignRater, {
        interviewId,
        assignmentId: assignmentId.current,
        contactId: by === 'contact' ? contactId : null,
        dueAt: new Date(Date.now() + days * DAY_MS).toISOString(),
      }),
    onSuccess: () => {
      assignmentId.current = nanoid();
      return client.invalidateQueries({ queryKey: ratersKey(interviewId) });
    },
  });
  const change = (act: () => void) => {
    act();
    ask.reset();
  };
  const failure = ask.error ? toErrorWords(ask.error) : null;
  const people = contacts.data?.contacts ?? [];
  const made = ask.data;
  if (made) {
    return (
      <div className={styles.made}>
        {made.url === null ? (
          <Notice tone="good" title={strings.asked(made.rater.displayName ?? strings.somebody)} />
        ) : (
          <>
            <CopyField label={strings.link} value={made.url} />
            <p className={styles.hint}>{strings.linkOnce}</p>
          </>
        )}
        <Button
          size="sm"
          onClick={() => {
            setContactId(null);
            ask.reset();
          }}
        >
          {strings.another}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <Field label={strings.who} hint={by === 'link' ? strings.linkHint : undefined}>
        <SegmentedControl
          isFullWidth
          segments={[
            { value: 'link', label: strings.byLink },
            { value: 'contact', label: strings.byContact },
          ]}
          value={by}
          onValueChange={(next) => change(() => setBy(next))}
        />
      </Field>
      {by === 'contact' && contacts.isError ? (
        <ErrorState
          size="sm"
          title={strings.contactsFailed}
          isRetrying={contacts.isRefetching}
          onRetry={() => void contacts.refetch()}
        />
      ) : null}
      {by === 'contact' && contacts.data && people.length === 0 ? (
        <p className={styles.hint}>{strings.noContacts}</p>
      ) : null}
      {by === 'contact' && people.length > 0 ? (
        <Field label={strings.contact}>
          <Select
            placeholder={strings.contactPlaceholder}
            options={people.map(({ id, displayName, metIn }) => ({
              value: id,
              label: strings.metIn(displayName, metIn),
            }))}
            value={contactId}
            onValueChange={(next) => change(() => setContactId(next))}
          />
        </Field>
      ) : null}
      <Field label={strings.due} hint={strings.dueHint}>
        <Select
          options={DUE_DAYS.map((value) => ({ value: String(value), label: strings.dueDays(value) }))}
          value={String(days)}
          onValueChange={(next) => change(() => setDays(Number(next)))}
        />
      </Field>
      {failure ? (
        <Notice tone="bad" title={failure.title}>
          {failure.advice}
        </Notice>
      ) : null}
      <Button
        variant="primary"
        isPending={ask.isPending}
        disabled={by === 'contact' && contactId === null}
        onClick={() => ask.mutate()}
      >
        {by === 'link' ? strings.makeLink : strings.askContact}
      </Button>
    </div>
  );
}
