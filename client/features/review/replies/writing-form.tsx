import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, type FormEvent, type ReactNode } from 'react';
import { LIMITS } from '#shared/limits.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { reviewKey } from '../use-review.ts';
import { SendFailure } from './send-failure.tsx';
import { replyStrings } from './strings.ts';
import type { ReplyDraft, useReplyDraft } from './use-reply-draft.ts';
import styles from './replies.module.css';

export type WritingFormProps = {
  readonly interviewId: string;
  readonly title: ReactNode;
  /** What is chosen beside the words, above them. */
  readonly children?: ReactNode;
  readonly draft: ReplyDraft;
  readonly drafting: ReturnType<typeof useReplyDraft>;
  readonly label: string;
  readonly hint: string;
  readonly minRows: number;
  readonly sendLabel: string;
  readonly canSend: boolean;
  readonly send: () => Promise<unknown>;
  readonly onSent?: () => void;
};

/** From how many characters before the end the rest is counted. */
const COUNTED = 200;

/** Words to a review, kept as they are typed until the server has them. */
export function WritingForm({
  interviewId,
  title,
  children,
  draft,
  drafting,
  label,
  hint,
  minRows,
  sendLabel,
  canSend,
  send,
  onSent,
}: WritingFormProps) {
  const client = useQueryClient();
  const titleId = useId();
  const form = useRef<HTMLFormElement>(null);
  const isNew = useRef(draft.text === '');
  useEffect(() => {
    // Opened by a press; one that was kept over a reload must not draw the page to it.
    if (!isNew.current) return;
    const choice = form.current?.querySelector<HTMLElement>('[role="radio"]');
    (choice ?? form.current?.querySelector('textarea'))?.focus();
  }, []);
  const save = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reviewKey(interviewId) });
      drafting.close();
      onSent?.();
    },
    onError: (error) => {
      if (asApiError(error).code === 'REPLY_CONFLICT') drafting.renew();
    },
  });

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    save.mutate();
  }

  const left = LIMITS.replyText - draft.text.length;
  return (
    <form ref={form} className={styles.form} aria-labelledby={titleId} onSubmit={handleSubmit}>
      <p id={titleId} className={styles.formTitle}>
        {title}
      </p>
      {children}
      <Field label={label} hint={left <= COUNTED ? replyStrings.left(left) : hint}>
        <Textarea
          value={draft.text}
          minRows={minRows}
          maxLength={LIMITS.replyText}
          onChange={(event) => drafting.change({ text: event.target.value })}
        />
      </Field>
      <SendFailure error={save.error} />
      <div className={styles.acts}>
        <Button type="submit" size="sm" variant="primary" isPending={save.isPending} disabled={!canSend}>
          {sendLabel}
        </Button>
        <Button size="sm" variant="ghost" onClick={drafting.close}>
          {replyStrings.cancel}
        </Button>
      </div>
    </form>
  );
}
