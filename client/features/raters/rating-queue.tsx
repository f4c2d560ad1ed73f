import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listQueue, type QueueItem } from '#shared/contracts/raters.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Badge } from '#client/ui/badge.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { formatDateTime } from '#client/ui/format-time.ts';
import { Row, RowList, RowSection } from '#client/ui/row-list.tsx';
import { raterStrings as strings } from './strings.ts';

/** Ratings somebody asked the reader for, the most urgent first; nothing at all when there are none. */
export function RatingQueue() {
  const queue = useQuery({ queryKey: ['rating-queue'], queryFn: () => callApi(listQueue, {}) });
  const [now] = useState(Date.now);
  if (queue.isError) {
    return (
      <ErrorState
        size="sm"
        title={strings.queueFailed}
        advice={toErrorWords(queue.error).advice}
        isRetrying={queue.isRefetching}
        onRetry={() => void queue.refetch()}
      />
    );
  }
  const items = queue.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <RowSection title={strings.queueTitle}>
      <RowList>
        {items.map((item) => (
          <QueueRow key={item.id} item={item} now={now} />
        ))}
      </RowList>
    </RowSection>
  );
}

function QueueRow({ item, now }: { readonly item: QueueItem; readonly now: number }) {
  const { interviewId, scenarioTitle, roomName, askedBy, dueAt, status, isRevealed } = item;
  const due = new Date(dueAt);
  const isOpen = status !== 'submitted';
  const isOverdue = isOpen && due.getTime() < now;
  return (
    <Row
      to={`/interviews/${interviewId}/${!isOpen && isRevealed ? 'review' : 'rate'}`}
      title={scenarioTitle ?? strings.unnamed}
      detail={
        <>
          {roomName} · {strings.askedBy(askedBy)}
          {isOpen ? ` · ${strings.dueAt(formatDateTime(due))}` : ''}
        </>
      }
    >
      <Badge tone={isOverdue ? 'bad' : isOpen ? 'warn' : 'good'}>
        {isOverdue ? strings.overdue : strings.status[status]}
      </Badge>
    </Row>
  );
}
