import { useState } from 'react';
import {
  FLAG_VERDICTS,
  answerFlag,
  recordRating,
  type ReviewReply,
} from '#shared/contracts/review.contract.ts';
import { RATINGS } from '#shared/domain/rubric-config.ts';
import { FORM_LIMITS } from '#shared/domain/rubric-forms.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { Field } from '#client/ui/field.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select, type SelectOption } from '#client/ui/select.tsx';
import { dimensionLabel } from '../strings.ts';
import type { Conversation } from './conversation.ts';
import { replyStrings } from './strings.ts';
import type { ReplyDraft, useReplyDraft } from './use-reply-draft.ts';
import { WritingForm } from './writing-form.tsx';

export type AnswerFormProps = {
  readonly conversation: Conversation;
  readonly answering: NonNullable<Conversation['answering']>;
  readonly flag: ReviewReply;
  readonly draft: ReplyDraft;
  readonly drafting: ReturnType<typeof useReplyDraft>;
};

type Verdict = (typeof FLAG_VERDICTS)[number];

const SEGMENTS = FLAG_VERDICTS.map((value) => ({ value, label: replyStrings.verdicts[value] }));

/** What comes of a flag. A corrected rating names a record, which can be written in the same step. */
export function AnswerForm({ conversation, answering, flag, draft, drafting }: AnswerFormProps) {
  const { interviewId } = conversation;
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const ofRating = flag.target.on === 'rating' ? flag.target.dimension : null;
  const needsRecord = verdict === 'corrected' && ofRating !== null;
  const options = recordOptions(answering, ofRating);
  const choice = options.find(({ value }) => value === draft.choice)?.value ?? null;
  async function send(): Promise<void> {
    if (verdict === null) return;
    const { text, id: answerId } = draft;
    let recordId = needsRecord && choice !== null ? choice : null;
    const newRating = RATINGS.find((rating) => recordId === `new.${rating}`);
    if (newRating !== undefined && ofRating !== null) {
      // The answer's own id with a mark, so that a second attempt writes no second record.
      recordId = `${answerId}-r${newRating}`;
      await callApi(recordRating, {
        interviewId,
        recordId,
        kind: 'correction',
        dimension: ofRating,
        rating: newRating,
        reason: text.slice(0, LIMITS.reason),
      });
    }
    await callApi(answerFlag, { interviewId, replyId: flag.id, answerId, verdict, text, recordId });
  }

  const isTooShort = draft.text.trim().length < FORM_LIMITS.recordReasonMin;
  return (
    <WritingForm
      interviewId={interviewId}
      title={replyStrings.answerTitle}
      draft={draft}
      drafting={drafting}
      label={verdict === 'stands' ? replyStrings.standsLabel : replyStrings.correctedLabel}
      hint={answering.isSecond ? replyStrings.answerHintSecond : replyStrings.answerHint}
      minRows={2}
      sendLabel={replyStrings.sendAnswer}
      canSend={verdict !== null && !isTooShort && !(needsRecord && choice === null)}
      send={send}
    >
      <SegmentedControl
        label={replyStrings.verdict}
        segments={SEGMENTS}
        value={verdict}
        onValueChange={setVerdict}
      />
      {needsRecord ? (
        <Field label={replyStrings.correctedTo} hint={replyStrings.correctedToHint}>
          <Select
            options={options}
            value={choice}
            placeholder={replyStrings.chooseRecord}
            onValueChange={(next) => drafting.change({ choice: next })}
          />
        </Field>
      ) : null}
    </WritingForm>
  );
}

/** Records an answer can name, newest first, then new ones. */
function recordOptions(
  { records, selfId }: NonNullable<Conversation['answering']>,
  dimension: Dimension | null,
): readonly SelectOption<string>[] {
  const written = records
    .filter(({ kind, authorId }) => kind === 'agreed' || authorId === selfId)
    .toReversed()
    .map(({ id, kind, dimension: of, rating }) => ({
      value: id,
      label:
        kind === 'agreed'
          ? replyStrings.agreedRecord(dimensionLabel(of), rating)
          : replyStrings.ownRecord(dimensionLabel(of), rating),
      group: replyStrings.onRecord,
    }));
  const fresh =
    dimension === null
      ? []
      : RATINGS.map((rating) => ({
          value: `new.${rating}`,
          label: replyStrings.correctTo(rating),
          group: replyStrings.newCorrection,
        }));
  return [...written, ...fresh];
}
