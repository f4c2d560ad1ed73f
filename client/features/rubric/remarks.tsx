import { Plus, X } from 'lucide-react';
import { FORM_LIMITS, type Change, type RubricContent, type Strength } from '#shared/domain/rubric-forms.ts';
import { LIMITS } from '#shared/limits.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Select } from '#client/ui/select.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import type { ShownNote } from './evidence-store.ts';
import { rubricStrings } from './strings.ts';
import styles from './remarks.module.css';

export type RemarksProps = {
  readonly content: Pick<RubricContent, 'strengths' | 'changes'>;
  readonly notes: readonly ShownNote[];
  readonly isLocked: boolean;
  readonly onChange: (change: Partial<Pick<RubricContent, 'strengths' | 'changes'>>) => void;
};

/** One or two strengths and changes for the candidate, each tied to a moment that was noted. */
export function Remarks({ content, notes, isLocked, onChange }: RemarksProps) {
  const { strengths, changes } = content;
  const setStrength = (index: number, patch: Partial<Strength>) =>
    onChange({ strengths: strengths.map((each, at) => (at === index ? { ...each, ...patch } : each)) });
  const setChange = (index: number, patch: Partial<Change>) =>
    onChange({ changes: changes.map((each, at) => (at === index ? { ...each, ...patch } : each)) });
  return (
    <section className={styles.frame}>
      <div>
        <h3 className={styles.title}>{rubricStrings.remarksTitle}</h3>
        <p className={styles.lead}>{rubricStrings.remarksLead}</p>
      </div>
      <div className={styles.columns}>
        <div id="rate-strengths" className={styles.column} tabIndex={-1}>
          {strengths.map((strength, index) => (
            // A remark has no identity but its place: there are at most two, and both are edited in place.
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={styles.remark}>
              <RemarkHead
                title={rubricStrings.strength}
                offsetMs={strength.offsetMs}
                notes={notes}
                isLocked={isLocked}
                onMoment={(offsetMs) => setStrength(index, { offsetMs })}
                onRemove={
                  index === 0
                    ? undefined
                    : () => onChange({ strengths: strengths.filter((_, at) => at !== index) })
                }
              />
              <Textarea
                aria-label={rubricStrings.strength}
                value={strength.text}
                minRows={2}
                maxLength={LIMITS.reason}
                readOnly={isLocked}
                onChange={(event) => setStrength(index, { text: event.target.value })}
              />
            </div>
          ))}
          {strengths.length < FORM_LIMITS.remarks && !isLocked ? (
            <Button
              size="sm"
              variant="ghost"
              icon={<Plus />}
              className={styles.add}
              onClick={() => onChange({ strengths: [...strengths, { text: '', offsetMs: null }] })}
            >
              {rubricStrings.addSecond}
            </Button>
          ) : null}
        </div>
        <div id="rate-changes" className={styles.column} tabIndex={-1}>
          {changes.map((change, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={index} className={styles.remark}>
              <RemarkHead
                title={rubricStrings.change}
                offsetMs={change.offsetMs}
                notes={notes}
                isLocked={isLocked}
                onMoment={(offsetMs) => setChange(index, { offsetMs })}
                onRemove={
                  index === 0
                    ? undefined
                    : () => onChange({ changes: changes.filter((_, at) => at !== index) })
                }
              />
              <Field label={rubricStrings.changeBehaviour} className={styles.part}>
                <Textarea
                  value={change.text}
                  minRows={2}
                  maxLength={LIMITS.reason}
                  readOnly={isLocked}
                  onChange={(event) => setChange(index, { text: event.target.value })}
                />
              </Field>
              <Field label={rubricStrings.nextStep} className={styles.part}>
                <Textarea
                  value={change.nextStep}
                  minRows={2}
                  maxLength={LIMITS.reason}
                  readOnly={isLocked}
                  onChange={(event) => setChange(index, { nextStep: event.target.value })}
                />
              </Field>
            </div>
          ))}
          {changes.length < FORM_LIMITS.remarks && !isLocked ? (
            <Button
              size="sm"
              variant="ghost"
              icon={<Plus />}
              className={styles.add}
              onClick={() => onChange({ changes: [...changes, { text: '', nextStep: '', offsetMs: null }] })}
            >
              {rubricStrings.addSecond}
            </Button>
          ) : null}
        </div>
      </div>
    </section>
  );
}

function RemarkHead(props: {
  title: string;
  offsetMs: number | null;
  notes: readonly ShownNote[];
  isLocked: boolean;
  onMoment: (offsetMs: number) => void;
  onRemove: (() => void) | undefined;
}) {
  const { title, offsetMs, notes, isLocked, onMoment, onRemove } = props;
  const moments = new Map(
    notes.map((note) => [String(note.offsetMs), `${formatClock(note.offsetMs)}  ${shorten(note.text)}`]),
  );
  // A moment whose note was deleted since stays a moment.
  if (offsetMs !== null && !moments.has(String(offsetMs)))
    moments.set(String(offsetMs), formatClock(offsetMs));
  return (
    <div className={styles.head}>
      <span className={styles.name}>{title}</span>
      <Select
        aria-label={rubricStrings.moment}
        className={styles.moment}
        placeholder={rubricStrings.momentPlaceholder}
        options={[...moments].map(([value, label]) => ({ value, label }))}
        value={offsetMs === null ? null : String(offsetMs)}
        disabled={isLocked || moments.size === 0}
        onValueChange={(value) => onMoment(Number(value))}
      />
      {onRemove && !isLocked ? (
        <IconButton
          size="sm"
          variant="ghost"
          label={rubricStrings.removeRemark}
          icon={<X />}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}

/** Longest text of a moment that fits the narrowest panel beside its time. */
const MOMENT_CHARACTERS = 34;

function shorten(text: string): string {
  return text.length <= MOMENT_CHARACTERS ? text : `${text.slice(0, MOMENT_CHARACTERS - 1).trimEnd()}…`;
}
