import type { FeedbackReview } from '#shared/contracts/review.contract.ts';
import { FEEDBACK_QUESTIONS, RUBRIC } from '#shared/domain/rubric-config.ts';
import { questionLabel, reviewStrings } from './strings.ts';
import styles from './feedback-section.module.css';

/** The candidate's answers about the interviewing, each with the behaviour it stands for. */
export function FeedbackSection({ feedback }: { readonly feedback: FeedbackReview }) {
  return (
    <div className={styles.frame}>
      <dl className={styles.answers}>
        {FEEDBACK_QUESTIONS.map((question) => {
          const { rating } = feedback.answers[question];
          return (
            <div key={question} className={styles.answer}>
              <dt>{questionLabel(question)}</dt>
              <dd className={styles.rating}>{rating ?? '–'}</dd>
              <dd className={styles.anchor}>
                {rating === null ? reviewStrings.cannotSay : RUBRIC.feedback[question].anchors[rating - 1]}
              </dd>
            </div>
          );
        })}
      </dl>
      {feedback.keep === '' && feedback.change === '' ? null : (
        <dl className={styles.texts}>
          {feedback.keep === '' ? null : (
            <div>
              <dt>{reviewStrings.keep}</dt>
              <dd>{feedback.keep}</dd>
            </div>
          )}
          {feedback.change === '' ? null : (
            <div>
              <dt>{reviewStrings.change}</dt>
              <dd>{feedback.change}</dd>
            </div>
          )}
        </dl>
      )}
    </div>
  );
}
