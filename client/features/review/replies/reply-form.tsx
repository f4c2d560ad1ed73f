import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, type FormEvent } from 'react';
import { replyToReview, type REPLY_KINDS, type ReplyTarget } from '#shared/contracts/review.contract.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { reviewKey } from '../use-review.ts';
import { flagTargets, labelOf, type Conversation } from './conversation.ts';
import { SendFailure } from './send-failure.tsx';
import { replyStrings } from './strings.ts';
import type { ReplyDraft, useReplyDraft } from './use-reply-draft.ts';
import styles from './replies.module.css';

export type ReplyFormProps = {
  readonly conversation: Conversation;
  readonly kind: (typeof REPLY_KINDS)[number];
  readonly dimension: Dimension | null;
  readonly draft: ReplyDraft;
  readonly drafting: ReturnType<typeof useReplyDraft>;
  readonly onSent: () => void;
};

/** From how many characters before the end the rest is counted. */
const COUNTED = 200;

/** The candidate's words about the review, a rating, or something that is wrong. */
export function ReplyForm({ conversation, kind, dimension, draft, drafting, onSent }: ReplyFormProps) {
  const client = useQueryClient();
  const { interviewId } = conversation;
  const labelId = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  const isNew = useRef(draft.text === '');
  useEffect(() => {
    // Opened by a press; one that was kept over a reload must not draw the page to it.
    if (isNew.current) text.current?.focus();
  }, []);
  const targets = dimension === null ? [] : flagTargets(conversation, dimension);
  const target: ReplyTarget =
    dimension === null
      ? { on: 'review' }
      : (targets.find((each) => kind === 'flag' && keyOf(each) === draft.choice) ?? {
          on: 'rating',
          dimension,
        });
  const save = useMutation({
    mutationFn: () =>
      callApi(replyToReview, { interviewId, replyId: draft.id, kind, target, text: draft.text }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: reviewKey(interviewId) });
      drafting.close();
      onSent();
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
    <form className={styles.form} aria-labelledby={labelId} onSubmit={handleSubmit}>
      <p id={labelId} className={styles.formTitle}>
        {kind === 'flag' ? replyStrings.flag : replyStrings.reply}
        <span className={styles.about}>{kind === 'flag' ? null : labelOf(conversation, target)}</span>
      </p>
      {kind === 'flag' && targets.length > 1 ? (
        <Field label={replyStrings.about}>
          <Select
            options={targets.map((each) => ({ value: keyOf(each), label: describe(conversation, each) }))}
            value={keyOf(target)}
            onValueChange={(choice) => drafting.change({ choice })}
          />
        </Field>
      ) : null}
      <Field
        label={kind === 'flag' ? replyStrings.flagLabel : replyStrings.replyLabel}
        hint={
          left <= COUNTED
            ? replyStrings.left(left)
            : kind === 'flag'
              ? replyStrings.flagHint
              : replyStrings.kept
        }
      >
        <Textarea
          ref={text}
          value={draft.text}
          minRows={3}
          maxLength={LIMITS.replyText}
          onChange={(event) => drafting.change({ text: event.target.value })}
        />
      </Field>
      <SendFailure error={save.error} />
      <div className={styles.acts}>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          isPending={save.isPending}
          disabled={draft.text.trim() === ''}
        >
          {kind === 'flag' ? replyStrings.sendFlag : replyStrings.send}
        </Button>
        <Button size="sm" variant="ghost" onClick={drafting.close}>
          {replyStrings.cancel}
        </Button>
      </div>
    </form>
  );
}

function keyOf(target: ReplyTarget): string {
  switch (target.on) {
    case 'review':
    case 'rating':
      return target.on;
    case 'note':
      return `note.${target.noteId}`;
    case 'hint':
      return `hint.${target.offsetMs}.${target.rung}`;
  }
}

/** A note with how it begins, so that two of the same minute can be told apart. */
function describe(conversation: Conversation, target: ReplyTarget): string {
  const note =
    target.on === 'note' ? conversation.evidence.find(({ id }) => id === target.noteId) : undefined;
  const label = labelOf(conversation, target);
  if (!note) return label;
  return `${label}: ${note.text.length > 60 ? `${note.text.slice(0, 60).trimEnd()}\u2026` : note.text}`;
}
