import { replyToReview, type REPLY_KINDS, type ReplyTarget } from '#shared/contracts/review.contract.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { callApi } from '#client/platform/api.ts';
import { Field } from '#client/ui/field.tsx';
import { Select } from '#client/ui/select.tsx';
import { flagTargets, labelOf, type Conversation } from './conversation.ts';
import { replyStrings } from './strings.ts';
import type { ReplyDraft, useReplyDraft } from './use-reply-draft.ts';
import { WritingForm } from './writing-form.tsx';

export type ReplyFormProps = {
  readonly conversation: Conversation;
  readonly kind: (typeof REPLY_KINDS)[number];
  readonly dimension: Dimension | null;
  readonly draft: ReplyDraft;
  readonly drafting: ReturnType<typeof useReplyDraft>;
  readonly onSent: () => void;
};

/** The candidate's words about the review, a rating, or something that is wrong. */
export function ReplyForm({ conversation, kind, dimension, draft, drafting, onSent }: ReplyFormProps) {
  const { interviewId } = conversation;
  const targets = dimension === null ? [] : flagTargets(conversation, dimension);
  const target: ReplyTarget =
    dimension === null
      ? { on: 'review' }
      : (targets.find((each) => kind === 'flag' && keyOf(each) === draft.choice) ?? {
          on: 'rating',
          dimension,
        });
  return (
    <WritingForm
      interviewId={interviewId}
      title={kind === 'flag' ? replyStrings.flag : replyStrings.reply}
      draft={draft}
      drafting={drafting}
      label={kind === 'flag' ? replyStrings.flagLabel : replyStrings.replyLabel}
      hint={kind === 'flag' ? replyStrings.flagHint : replyStrings.kept}
      minRows={3}
      sendLabel={kind === 'flag' ? replyStrings.sendFlag : replyStrings.send}
      canSend={draft.text.trim() !== ''}
      send={() => callApi(replyToReview, { interviewId, replyId: draft.id, kind, target, text: draft.text })}
      onSent={onSent}
    >
      {kind === 'flag' && targets.length > 1 ? (
        <Field label={replyStrings.about}>
          <Select
            options={targets.map((each) => ({ value: keyOf(each), label: describe(conversation, each) }))}
            value={keyOf(target)}
            onValueChange={(choice) => drafting.change({ choice })}
          />
        </Field>
      ) : null}
    </WritingForm>
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
