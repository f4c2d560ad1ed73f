import { useRef } from 'react';
import type { FeedbackForm } from '#shared/contracts/rubric.contract.ts';
import { FEEDBACK_QUESTIONS, RUBRIC, findRubric } from '#shared/domain/rubric-config.ts';
import { LIMITS } from '#shared/limits.ts';
import { Field } from '#client/ui/field.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { FeedbackRow } from './feedback-row.tsx';
import { FormFrame } from './form-frame.tsx';
import type { FormStore } from './form-store.ts';
import { rubricStrings } from './strings.ts';
import { useOpenRow } from './use-open-row.ts';
import styles from './interviewer-feedback-form.module.css';

/** What the candidate says about the interviewing: seven anchored questions and two open ones. */
export function InterviewerFeedbackForm({ store }: { readonly store: FormStore<FeedbackForm> }) {
  const ref = useRef<HTMLDivElement>(null);
  const rows = useOpenRow(ref, FEEDBACK_QUESTIONS);
  return (
    <div ref={ref}>
      <FormFrame store={store} title={rubricStrings.feedbackTitle} lead={() => rubricStrings.feedbackLead}>
        {({ state: { form, content, missing }, isLocked, isWide }) => (
          <>
            <div>
              {FEEDBACK_QUESTIONS.map((question) => (
                <FeedbackRow
                  key={question}
                  question={question}
                  config={findRubric(form.rubricVersion) ?? RUBRIC}
                  answer={content.answers[question]}
                  isLocked={isLocked}
                  isMissing={missing?.some(({ path }) => path === `answers.${question}`) ?? false}
                  isCollapsible={!isWide}
                  isOpen={rows.open === question}
                  onToggle={() => rows.toggle(question)}
                  onAnswer={(answer) =>
                    store.change((before) => ({
                      ...before,
                      answers: { ...before.answers, [question]: answer },
                    }))
                  }
                />
              ))}
            </div>
            <div className={styles.texts}>
              <Field label={rubricStrings.keep} isOptional>
                <Textarea
                  value={content.keep}
                  minRows={2}
                  maxLength={LIMITS.reason}
                  readOnly={isLocked}
                  onChange={(event) => store.change((before) => ({ ...before, keep: event.target.value }))}
                />
              </Field>
              <Field label={rubricStrings.changeAbout} isOptional>
                <Textarea
                  value={content.change}
                  minRows={2}
                  maxLength={LIMITS.reason}
                  readOnly={isLocked}
                  onChange={(event) => store.change((before) => ({ ...before, change: event.target.value }))}
                />
              </Field>
            </div>
          </>
        )}
      </FormFrame>
    </div>
  );
}
