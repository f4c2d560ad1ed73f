import { useMutation, useQueryClient } from '@tanstack/react-query';
import { nanoid } from 'nanoid';
import { useId, useRef, useState, type FormEvent } from 'react';
import { recordRating, type RECORD_KINDS } from '#shared/contracts/review.contract.ts';
import { RATINGS, type Rating } from '#shared/domain/rubric-config.ts';
import { FORM_LIMITS } from '#shared/domain/rubric-forms.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { reviewStrings } from './strings.ts';
import { reviewKey } from './use-review.ts';
import styles from './record-form.module.css';

export type RecordFormProps = {
  readonly interviewId: string;
  readonly dimension: Dimension;
  /** With one rater there is nobody to agree with. */
  readonly canAgree: boolean;
  /** What the reader handed in, to be corrected; null when there is nothing to correct. */
  readonly ownRating: Rating | null;
};

type Kind = (typeof RECORD_KINDS)[number];

const SEGMENTS = RATINGS.map((rating) => ({ value: String(rating), label: String(rating) }));

/** Writes beside the ratings what a meeting agreed on, or what a rater would put differently now. */
export function RecordForm({ interviewId, dimension, canAgree, ownRating }: RecordFormProps) {
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind | null>(null);
  const [rating, setRating] = useState<Rating | null>(null);
  const [reason, setReason] = useState('');
  // One id for one record, however often it has to be sent.
  const recordId = useRef(nanoid());
  const labelId = useId();
  const save = useMutation({
    mutationFn: (input: { kind: Kind; rating: Rating }) =>
      callApi(recordRating, { interviewId, recordId: recordId.current, dimension, reason, ...input }),
    onSuccess: async () => {
      recordId.current = nanoid();
      await client.invalidateQueries({ queryKey: reviewKey(interviewId) });
      close();
    },
  });

  function close(): void {
    setKind(null);
    setRating(null);
    setReason('');
    save.reset();
  }

  function handleSubmit(event: FormEvent): void {
    event.preventDefault();
    if (kind !== null && rating !== null) save.mutate({ kind, rating });
  }

  if (kind === null) {
    return (
      <div className={styles.acts}>
        {canAgree ? (
          <Button size="sm" onClick={() => setKind('agreed')}>
            {reviewStrings.agree}
          </Button>
        ) : null}
        {ownRating === null ? null : (
          <Button size="sm" variant="ghost" onClick={() => setKind('correction')}>
            {reviewStrings.correct}
          </Button>
        )}
      </div>
    );
  }
  const missing = FORM_LIMITS.recordReasonMin - reason.trim().length;
  return (
    <form className={styles.form} aria-labelledby={labelId} onSubmit={handleSubmit}>
      <p id={labelId} className={styles.title}>
        {kind === 'agreed' ? reviewStrings.agreedRating : reviewStrings.correctedRating}
      </p>
      <SegmentedControl
        label={kind === 'agreed' ? reviewStrings.agreedRating : reviewStrings.correctedRating}
        segments={SEGMENTS}
        value={rating === null ? null : String(rating)}
        onValueChange={(next) => setRating(RATINGS.find((each) => String(each) === next) ?? null)}
      />
      <Field label={reviewStrings.recordReason} hint={reviewStrings.recordReasonHint}>
        <Textarea
          value={reason}
          minRows={2}
          maxLength={LIMITS.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {save.error ? (
        <Notice tone="bad" title={reviewStrings.recordFailed}>
          {toErrorWords(save.error).advice}
        </Notice>
      ) : null}
      <div className={styles.acts}>
        <Button
          type="submit"
          size="sm"
          variant="primary"
          isPending={save.isPending}
          disabled={rating === null || missing > 0}
        >
          {reviewStrings.recordSave}
        </Button>
        <Button size="sm" variant="ghost" onClick={close}>
          {reviewStrings.cancel}
        </Button>
      </div>
    </form>
  );
}
