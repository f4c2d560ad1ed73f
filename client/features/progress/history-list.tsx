import type { HistoryItem, HistorySide } from '#shared/contracts/progress.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { Row, RowList } from '#client/ui/row-list.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Section } from './section.tsx';
import { LEVEL_NAMES, OUTCOME_NAMES, SEAT_NAMES, progressStrings as strings } from './strings.ts';
import { useHistory } from './use-progress.ts';
import styles from './progress.module.css';

/** Opened interviews on one side, newest first; each leads to its review. */
export function HistoryList({ side }: { side: HistorySide }) {
  const query = useHistory(side);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section title={strings.history}>
      {query.isPending ? (
        <div aria-busy="true" className={styles.skeletons}>
          <Skeleton shape="block" height={57} />
          <Skeleton shape="block" height={57} />
          <Skeleton shape="block" height={57} />
        </div>
      ) : null}
      {query.isError ? (
        <ErrorState
          size="sm"
          title={strings.historyFailed}
          advice={toErrorWords(query.error).advice}
          isRetrying={query.isRefetching}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {items.length > 0 ? (
        <RowList>
          {items.map((item) => (
            <HistoryRow key={`${item.interviewId} ${item.seat}`} item={item} />
          ))}
        </RowList>
      ) : null}
      {query.hasNextPage ? (
        <Button
          className={styles.more}
          isPending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {strings.more}
        </Button>
      ) : null}
    </Section>
  );
}

function HistoryRow({ item }: { item: HistoryItem }) {
  const details = [
    ...(item.seat === 'candidate' || item.seat === 'lead' ? [] : [SEAT_NAMES[item.seat]]),
    LEVEL_NAMES[item.level],
    strings.minutes(item.durationMs),
    ...(item.partnerName === null ? [] : [strings.withPartner(item.partnerName)]),
  ];
  return (
    <Row
      to={`/interviews/${item.interviewId}/review`}
      title={item.scenario?.title ?? strings.noCase}
      detail={
        <>
          {details.join(' · ')} · <RelativeTime at={new Date(item.endedAt)} />
        </>
      }
    >
      <Result result={item.result} />
    </Row>
  );
}

function Result({ result }: { result: HistoryItem['result'] }) {
  if (result.state === 'none') return <span className={styles.rowResult}>{strings.noRubric}</span>;
  if (result.state === 'sealed') return <span className={styles.rowResult}>{strings.sealed}</span>;
  const { meanHundredths, completeness } = result.score;
  return (
    <span className={styles.rowResult}>
      <span className={styles.mean}>
        {meanHundredths === null ? strings.noMean : formatHundredths(meanHundredths)}
        {completeness === 'partial' ? ` (${strings.partial})` : ''}
      </span>
      {result.recommendation ? <span>{OUTCOME_NAMES[result.recommendation]}</span> : null}
    </span>
  );
}
