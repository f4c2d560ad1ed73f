import type { WireReadiness } from '#shared/contracts/calibration.contract.ts';
import { READINESS } from '#shared/domain/calibration.ts';
import { Badge } from '#client/ui/badge.tsx';
import { formatDate } from '#client/ui/format-time.ts';
import { calibrationStrings as strings, gapWords } from './strings.ts';
import styles from './readiness-panel.module.css';

const TONES = { not_started: 'neutral', not_ready: 'warn', ready: 'good', repeat_due: 'warn' } as const;

/** The statement with its figures, and what each has to reach. */
export function ReadinessPanel({ readiness }: { readonly readiness: WireReadiness }) {
  return (
    <section className={styles.panel} aria-labelledby="readiness-title">
      <header className={styles.header}>
        <h2 id="readiness-title" className={styles.title}>
          {strings.readiness}
        </h2>
        <Badge tone={TONES[readiness.status]}>{strings.status[readiness.status]}</Badge>
      </header>
      <p className={styles.text}>{statement(readiness)}</p>
      {readiness.status === 'not_ready' ? (
        <ul className={styles.missing} aria-label={strings.missing}>
          {readiness.missing.map((gap) => (
            <li key={gap.code}>{gapWords(gap)}</li>
          ))}
        </ul>
      ) : null}
      {readiness.status === 'not_started' ? null : <Figures figures={readiness.figures} />}
    </section>
  );
}

function statement(readiness: WireReadiness): string {
  switch (readiness.status) {
    case 'not_started':
      return strings.notStartedText;
    case 'not_ready':
      return strings.notReadyText;
    case 'ready':
      return strings.readyText(formatDate(new Date(readiness.repeatAt)));
    case 'repeat_due':
      return readiness.reason === 'time_passed' && readiness.since !== null
        ? strings.repeatText.time_passed(formatDate(new Date(readiness.since)))
        : strings.repeatText.rubric_changed();
  }
}

function Figures({
  figures,
}: {
  readonly figures: Exclude<WireReadiness, { status: 'not_started' }>['figures'];
}) {
  const { ratings, exactCount, adjacentCount, exact, adjacent, bias, kappa, attempts, seenBefore } = figures;
  const rows = [
    {
      label: strings.exact,
      value: strings.percent(exact),
      detail: strings.countOf(exactCount, ratings),
      needed: `≥ ${strings.percent(READINESS.minExact)}`,
    },
    {
      label: strings.adjacent,
      value: strings.percent(adjacent),
      detail: strings.countOf(adjacentCount, ratings),
      needed: `≥ ${strings.percent(READINESS.minAdjacent)}`,
    },
    {
      label: strings.bias,
      value: strings.signed(bias),
      detail: strings.biasWords(bias),
      needed: `± ${READINESS.maxBias.toFixed(2)}`,
    },
    {
      label: strings.kappa,
      value: kappa === null ? strings.none : kappa.toFixed(2),
      detail: null,
      needed: `≥ ${READINESS.minKappa.toFixed(2)}`,
    },
  ];
  return (
    <>
      <dl className={styles.figures}>
        {rows.map(({ label, value, detail, needed }) => (
          <div key={label} className={styles.figure}>
            <dt>{label}</dt>
            <dd className={styles.value}>{value}</dd>
            {detail === null ? null : <dd className={styles.detail}>{detail}</dd>}
            <dd className={styles.detail}>{strings.needed(needed)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>
        {strings.over(ratings, attempts)}
        {seenBefore > 0 ? ` ${strings.seenBefore(seenBefore)}` : ''}
        {ratings < READINESS.minRatings ? ` ${strings.tooFew}` : ''}
      </p>
    </>
  );
}
