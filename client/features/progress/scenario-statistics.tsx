import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Badge } from '#client/ui/badge.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import type { ScenarioStatistics as Statistics } from '#shared/contracts/progress.contract.ts';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { dimensionLabel, progressStrings as strings } from './strings.ts';
import { useScenarioStatistics } from './use-progress.ts';
import { TableScroll } from './table-scroll.tsx';
import styles from './progress.module.css';

/** Items of one case: expectations nobody meets, hints always used, time for each step. */
export function ScenarioStatistics({ scenarioId }: { scenarioId: string }) {
  const query = useScenarioStatistics(scenarioId);
  if (query.isPending) {
    return (
      <div aria-busy="true">
        <SkeletonText lines={5} />
      </div>
    );
  }
  if (query.isError) {
    if (asApiError(query.error).code === 'WRONG_PHASE') return <Notice title={strings.caseBusy} />;
    return (
      <ErrorState
        size="sm"
        title={strings.caseFailed}
        advice={toErrorWords(query.error).advice}
        isRetrying={query.isFetching}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const { data } = query;
  return (
    <div className={styles.statistics}>
      <p className={styles.muted}>
        {strings.caseCount(data.interviews, data.version)}. {data.isEnough ? null : strings.caseFew}
      </p>
      <Expectations lines={data.expectations} />
      <Hints lines={data.hints} />
      <Phases lines={data.phases} />
    </div>
  );
}

function Expectations({ lines }: { lines: Statistics['expectations'] }) {
  const shown = lines
    .filter(({ inPlay }) => inPlay > 0)
    .toSorted((a, b) => a.met * b.inPlay - b.met * a.inPlay);
  return (
    <TableScroll label={strings.expectations}>
      <table className={styles.table}>
        <caption className={styles.caption}>{strings.expectations}</caption>
        <tbody>
          {shown.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.text}
                <span className={styles.note}>
                  {PHASE_TEXT[line.step].title} · {dimensionLabel(line.dimension)}
                </span>
              </th>
              <td className={styles.number}>
                {line.isNeverMet ? <Badge tone="warn">{strings.neverMet}</Badge> : null}{' '}
                {strings.ofPairs(line.met, line.inPlay)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Hints({ lines }: { lines: Statistics['hints'] }) {
  const shown = lines
    .filter(({ inPlay }) => inPlay > 0)
    .toSorted((a, b) => b.given * a.inPlay - a.given * b.inPlay);
  return (
    <TableScroll label={strings.hintLadders}>
      <table className={styles.table}>
        <caption className={styles.caption}>{strings.hintLadders}</caption>
        <tbody>
          {shown.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {line.text}
                <span className={styles.note}>{PHASE_TEXT[line.step].title}</span>
              </th>
              <td className={styles.number}>
                {line.isAlwaysUsed ? <Badge tone="warn">{strings.alwaysUsed}</Badge> : null}{' '}
                {strings.ofPairs(line.given, line.inPlay)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Phases({ lines }: { lines: Statistics['phases'] }) {
  return (
    <TableScroll label={strings.phases}>
      <table className={styles.table}>
        <caption className={styles.caption}>{strings.phases}</caption>
        <thead>
          <tr>
            <th scope="col">{strings.phases}</th>
            {[strings.planned, strings.median, strings.middleHalf, strings.over].map((title) => (
              <th key={title} scope="col" className={styles.number}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.phaseId}>
              <th scope="row">{PHASE_TEXT[line.phaseId].title}</th>
              <td className={styles.number}>{strings.minutes(line.budgetMs)}</td>
              <td className={styles.number}>{line.spentMs ? strings.minutes(line.spentMs.median) : '–'}</td>
              <td className={styles.number}>
                {line.spentMs
                  ? `${strings.minutes(line.spentMs.lower)} to ${strings.minutes(line.spentMs.upper)}`
                  : '–'}
              </td>
              <td className={styles.number}>{strings.ofPairs(line.overBudget, line.reached)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
