import { Lock } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ReferenceInterview, RunSummary } from '#shared/contracts/calibration.contract.ts';
import {
  NOT_ASSESSED_REASONS,
  RATINGS,
  RUBRIC,
  anchorsFor,
  findRubric,
} from '#shared/domain/rubric-config.ts';
import { FORM_LIMITS } from '#shared/domain/rubric-forms.ts';
import { evidenceNeeded } from '#shared/domain/rubric-score.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { Kbd } from '#client/ui/kbd.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { toCalibrationWords } from './calibration-words.ts';
import type { Draft } from './drafts.ts';
import { MomentChips } from './moment-chips.tsx';
import type { CalibrationSlots } from './slots.ts';
import {
  REASON_NAMES,
  RUNG_NAMES,
  UPTAKE_NAMES,
  calibrationStrings as strings,
  dimensionLabel,
} from './strings.ts';
import type { useLockRating } from './use-calibration.ts';
import styles from './rating-panel.module.css';

export type RatingPanelProps = {
  readonly run: RunSummary;
  readonly interview: ReferenceInterview;
  readonly dimension: Dimension;
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly lock: ReturnType<typeof useLockRating>;
  readonly onShow: (momentId: string) => void;
  readonly slots: CalibrationSlots;
};

/** One dimension that is still open: anchors first, then what it rests on, then the lock. */
export function RatingPanel({
  run,
  interview,
  dimension,
  draft,
  onDraft,
  lock,
  onShow,
  slots,
}: RatingPanelProps) {
  const [hasTried, setHasTried] = useState(false);
  const config = findRubric(run.rubricVersion) ?? RUBRIC;
  const help = interview.help[dimension];
  const { rating, notAssessed, moments, words } = draft;
  const isAbove = rating !== null && rating > help.ceiling;
  const needed = rating === null ? 0 : evidenceNeeded(rating);
  const isEvidenceMissing = moments.length < needed;
  const areWordsMissing = isAbove && words.trim().length < FORM_LIMITS.ceilingReasonMin;
  const isChosen = rating !== null || notAssessed !== null;
  const isComplete = isChosen && !isEvidenceMissing && !areWordsMissing;

  function rate(value: Draft['rating']) {
    onDraft({ ...draft, rating: value, notAssessed: null });
  }
  function skip(reason: Draft['notAssessed']) {
    onDraft({ ...draft, rating: null, notAssessed: reason });
  }
  function handleLock() {
    setHasTried(true);
    if (!isComplete || lock.isPending) return;
    lock.mutate({ dimension, rating, notAssessed, moments, words: words.trim() });
  }

  usePageActs([
    ...RATINGS.map((value) => ({
      id: `calibration.rate-${value}`,
      label: strings.actRate(value),
      group: strings.title,
      keys: String(value),
      run: () => rate(value),
    })),
    {
      id: 'calibration.skip',
      label: strings.actSkip,
      group: strings.title,
      keys: 'x',
      run: () => skip(notAssessed === null ? 'not_reached' : null),
    },
    // The key itself is heard below: here it would take Enter away from every button and link of the page.
    { id: 'calibration.lock', label: strings.actLock, group: strings.title, keys: 'Enter' },
  ]);

  const latestLock = useRef(handleLock);
  useEffect(() => {
    latestLock.current = handleLock;
  });
  useEffect(() => {
    function handleEnter(event: KeyboardEvent) {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.key !== 'Enter' || !isPlain || event.repeat || event.isComposing) return;
      // A rating has no act of its own for Enter; whatever else has focus does.
      const { target } = event;
      const isFree =
        target === document.body ||
        (target instanceof Element && target.matches('[role="radio"], [tabindex="-1"]'));
      if (!isFree || document.querySelector('[role="dialog"], [role="alertdialog"]') !== null) return;
      event.preventDefault();
      latestLock.current();
    }
    window.addEventListener('keydown', handleEnter);
    return () => window.removeEventListener('keydown', handleEnter);
  }, []);

  const label = dimensionLabel(dimension);
  const value =
    rating === null
      ? notAssessed === null
        ? null
        : NOT_ASSESSED_REASONS.includes(notAssessed)
          ? REASON_NAMES[notAssessed].toLowerCase()
          : null
      : String(rating);
  return (
    <div className={styles.panel}>
      {slots.renderScale({
        label: strings.scaleOf(label),
        anchors: anchorsFor(config, { dimension, level: run.level }),
        value: rating,
        ceiling: help.ceiling,
        onValueChange: rate,
      })}
      {slots.renderNotAssessed({ reason: notAssessed, onReasonChange: skip })}
      {help.hints.length === 0 ? null : (
        <div className={styles.help}>
          <p>
            {help.hints
              .map(({ offsetMs, rung, uptake }) =>
                strings.helpLine(
                  formatClock(offsetMs),
                  RUNG_NAMES[rung],
                  uptake === null ? strings.none : UPTAKE_NAMES[uptake],
                ),
              )
              .join('; ')}
          </p>
          {help.ceiling < 4 ? <p>{strings.ceiling(help.units, help.ceiling)}</p> : null}
        </div>
      )}
      <div className={styles.evidence}>
        <div className={styles.line}>
          <h3 className={styles.heading}>{strings.evidence}</h3>
          {needed === 0 ? null : (
            <span className={styles.count}>{strings.evidenceEnough(moments.length, needed)}</span>
          )}
        </div>
        {moments.length === 0 ? (
          <p className={styles.hint}>{strings.evidenceEmpty}</p>
        ) : (
          <MomentChips
            moments={interview.moments}
            ids={moments}
            onShow={onShow}
            onRemove={(id) => onDraft({ ...draft, moments: moments.filter((each) => each !== id) })}
          />
        )}
      </div>
      <Field
        label={strings.words}
        hint={strings.wordsHint}
        isOptional={!isAbove}
        error={hasTried && areWordsMissing ? strings.missingWords : undefined}
      >
        <Textarea
          value={words}
          minRows={2}
          maxLength={LIMITS.reason}
          onChange={(event) => onDraft({ ...draft, words: event.target.value })}
        />
      </Field>
      <div className={styles.lock}>
        <Button
          variant="primary"
          icon={<Lock />}
          trailing={<Kbd keys="Enter" />}
          disabled={!isChosen}
          isPending={lock.isPending}
          onClick={handleLock}
        >
          {value === null ? strings.lockNothing : strings.lock(value)}
        </Button>
        <p className={styles.hint}>{strings.lockText}</p>
      </div>
      {hasTried && isChosen && isEvidenceMissing ? (
        <Notice tone="warn" title={strings.lockMissing}>
          {strings.missingEvidence(needed)}
        </Notice>
      ) : null}
      {lock.error && asApiError(lock.error).code !== 'CALIBRATION_LOCKED' ? (
        <Notice tone="bad" title={strings.lockFailed}>
          {toCalibrationWords(lock.error).title}. {toCalibrationWords(lock.error).advice}
        </Notice>
      ) : null}
    </div>
  );
}
