import { Lock } from 'lucide-react';
import type { Form, FormProgress } from '#shared/contracts/rubric.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { formatDateTime } from '#client/ui/format-time.ts';
import { rubricStrings } from './strings.ts';
import styles from './submitted.module.css';

/** A form that is in: when, what came of it, and whom the opening waits for. */
export function Submitted({
  form,
  progress,
}: {
  readonly form: Form;
  readonly progress: FormProgress | null;
}) {
  const score = form.kind === 'rubric' ? form.score : null;
  return (
    <section className={styles.frame}>
      <Lock size={16} aria-hidden="true" className={styles.icon} />
      <div>
        <p className={styles.title}>{rubricStrings.submittedTitle}</p>
        {form.submittedAt ? (
          <p className={styles.detail}>{formatDateTime(new Date(form.submittedAt))}</p>
        ) : null}
        {progress ? <WaitingFor progress={progress} /> : null}
      </div>
      {score ? (
        <dl className={styles.score}>
          <dt>{rubricStrings.submittedMean}</dt>
          <dd className={styles.mean}>
            {score.meanHundredths === null ? '–' : formatHundredths(score.meanHundredths)}
          </dd>
          <dd className={styles.detail}>
            {score.completeness === 'too_little'
              ? rubricStrings.tooLittle
              : rubricStrings.coverage(score.coveragePercent)}
          </dd>
        </dl>
      ) : null}
    </section>
  );
}

/** Whose forms are missing, as far as the caller may know. */
export function WaitingFor({ progress }: { readonly progress: FormProgress }) {
  const { missing } = progress;
  if (missing === null) return <p className={styles.detail}>{rubricStrings.waitingUnknown}</p>;
  if (missing.length === 0) return <p className={styles.detail}>{rubricStrings.allIn}</p>;
  return (
    <ul className={styles.detail}>
      {missing.map(({ participantId, kind, displayName }, place) => (
        <li key={`${participantId ?? place}.${kind}`}>
          {rubricStrings.waitingFor(displayName ?? rubricStrings.secondRater, kind)}
        </li>
      ))}
    </ul>
  );
}
