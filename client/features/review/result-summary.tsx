import type { CandidateResult, GuideResult, SharedEvidence } from '#shared/contracts/review.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { scoreMovers } from '#shared/domain/score-movers.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { noteAnchor } from './moments.ts';
import { OUTCOME_NAMES, SIGNAL_TEXTS, dimensionLabel, reviewStrings } from './strings.ts';
import styles from './result-summary.module.css';

export type ResultSummaryProps = {
  readonly id: string;
  readonly result: CandidateResult | GuideResult;
  readonly level: Level;
  /** Where a remark names the time of a note, it leads there. */
  readonly evidence: readonly SharedEvidence[];
};

/** The outcome at a glance, then what to keep and what to change. */
export function ResultSummary({ id, result, level, evidence }: ResultSummaryProps) {
  const { score, recommendation, levelSignal, strengths, changes, raterCount, isLate } = result;
  const movers = score.meanHundredths === null ? [] : scoreMovers(result.dimensions);
  const coverage =
    score.completeness === 'complete'
      ? reviewStrings.coverage(score.coveragePercent)
      : score.completeness === 'partial'
        ? `${reviewStrings.partial}. ${reviewStrings.coverage(score.coveragePercent)}`
        : reviewStrings.tooLittle;
  return (
    <section id={id} className={styles.frame} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="visually-hidden">
        {reviewStrings.result}
      </h2>
      <dl className={styles.figures}>
        <div className={styles.figure}>
          <dt>{reviewStrings.outcome}</dt>
          <dd className={styles.big}>{OUTCOME_NAMES[recommendation]}</dd>
          <dd className={styles.small}>
            {SIGNAL_TEXTS[levelSignal](level)}
            {'confidence' in result ? ` · ${reviewStrings.confidence(result.confidence)}` : ''}
          </dd>
        </div>
        <div className={styles.figure}>
          <dt>{reviewStrings.mean}</dt>
          <dd className={styles.big}>
            {score.meanHundredths === null ? '–' : formatHundredths(score.meanHundredths)}{' '}
            <span className={styles.unit}>{reviewStrings.outOf}</span>
          </dd>
          <dd className={styles.small}>
            {coverage} · {reviewStrings.raters(raterCount)}
            {isLate ? ` · ${reviewStrings.late}` : ''}
          </dd>
        </div>
      </dl>
      <div className={styles.remarks}>
        <div>
          <h3 className={styles.name}>{reviewStrings.wentWell}</h3>
          <ul className={styles.list}>
            {strengths.map((strength) => (
              <li key={`${strength.offsetMs}.${strength.text}`} className={styles.remark}>
                <RemarkTime offsetMs={strength.offsetMs} evidence={evidence} />
                <p>{strength.text}</p>
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h3 className={styles.name}>{reviewStrings.changeNext}</h3>
          <ul className={styles.list}>
            {changes.map((change) => (
              <li key={`${change.offsetMs}.${change.text}`} className={styles.remark}>
                <RemarkTime offsetMs={change.offsetMs} evidence={evidence} />
                <div>
                  <p>{change.text}</p>
                  <p className={styles.instead}>
                    <span className={styles.insteadLabel}>{reviewStrings.insteadLabel}</span>{' '}
                    {change.nextStep}
                  </p>
                </div>
              </li>
            ))}
          </ul>
        </div>
      </div>
      {movers.length > 0 ? (
        <div className={styles.reason}>
          <h3 className={styles.name}>{reviewStrings.moversTitle}</h3>
          <ul className={styles.movers}>
            {movers.map(({ dimension, nextRung, toRating, meanHundredths }) => (
              <li key={dimension}>
                <p className={styles.small}>
                  {reviewStrings.mover(dimensionLabel(dimension), toRating, formatHundredths(meanHundredths))}
                </p>
                <p>{nextRung}</p>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {'reason' in result ? (
        <div className={styles.reason}>
          <h3 className={styles.name}>{reviewStrings.reason}</h3>
          <p>{result.reason}</p>
          {result.consistencyNote === '' ? null : <p className={styles.small}>{result.consistencyNote}</p>}
        </div>
      ) : null}
    </section>
  );
}

type RemarkTimeProps = { offsetMs: number | null; evidence: readonly SharedEvidence[] };

function RemarkTime({ offsetMs, evidence }: RemarkTimeProps) {
  if (offsetMs === null) return <span />;
  const clock = formatClock(offsetMs);
  const note = evidence.find((each) => each.offsetMs === offsetMs);
  return (
    <span className={styles.time}>
      {note ? (
        <a href={`#${noteAnchor(note.id)}`} aria-label={reviewStrings.toMoment(clock)}>
          {clock}
        </a>
      ) : (
        clock
      )}
    </span>
  );
}
