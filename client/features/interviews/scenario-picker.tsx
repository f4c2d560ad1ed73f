import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { listScenarios } from '#shared/contracts/interviews.contract.ts';
import { DOMAINS, type Domain } from '#shared/contracts/scenario-format.contract.ts';
import type { InterviewSetup } from '#shared/domain/interview-state.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Input } from '#client/ui/input.tsx';
import { Select } from '#client/ui/select.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { ScenarioCard } from './scenario-card.tsx';
import { setupStrings as strings } from './setup-strings.ts';
import { DOMAIN_NAMES } from './strings.ts';
import styles from './scenario-picker.module.css';

export interface ScenarioPickerProps {
  readonly interviewId: string;
  /** A new candidate may have seen other scenarios. */
  readonly candidateId: string | null;
  readonly setup: InterviewSetup;
  readonly onChoose: (scenarioId: string) => void;
}

export function ScenarioPicker({ interviewId, candidateId, setup, onChoose }: ScenarioPickerProps) {
  const [text, setText] = useState('');
  const [domain, setDomain] = useState<Domain | 'all'>('all');
  const list = useQuery({
    queryKey: ['interviews', interviewId, 'scenarios', candidateId],
    queryFn: () => callApi(listScenarios, { interviewId }),
  });

  if (list.isPending) {
    return (
      <div className={styles.grid} aria-busy="true">
        {Array.from({ length: 6 }, (_, index) => (
          <Skeleton key={index} shape="block" height={104} />
        ))}
      </div>
    );
  }
  if (list.isError) {
    return (
      <ErrorState
        size="sm"
        title={strings.failed}
        advice={toErrorWords(list.error).advice}
        isRetrying={list.isRefetching}
        onRetry={() => void list.refetch()}
      />
    );
  }
  const { scenarios } = list.data;
  if (scenarios.length === 0) return <EmptyState title={strings.noneTitle}>{strings.noneText}</EmptyState>;

  const needle = text.trim().toLowerCase();
  const shown = scenarios.filter(
    ({ summary }) =>
      (domain === 'all' || summary.domain === domain) &&
      (needle === '' ||
        [summary.title, ...summary.tags].some((words) => words.toLowerCase().includes(needle))),
  );
  const domains = DOMAINS.filter((value) => scenarios.some(({ summary }) => summary.domain === value));
  return (
    <div className={styles.picker}>
      <div className={styles.filters}>
        <Input
          className={styles.search}
          icon={<Search />}
          value={text}
          aria-label={strings.search}
          placeholder={strings.search}
          onChange={(event) => setText(event.target.value)}
        />
        <Select<Domain | 'all'>
          className={styles.domain}
          aria-label={strings.allDomains}
          value={domain}
          onValueChange={setDomain}
          options={[
            { value: 'all', label: strings.allDomains },
            ...domains.map((value) => ({ value, label: DOMAIN_NAMES[value] })),
          ]}
        />
      </div>
      {shown.length === 0 ? (
        <EmptyState
          size="sm"
          title={strings.noMatch}
          action={
            <Button
              onClick={() => {
                setText('');
                setDomain('all');
              }}
            >
              {strings.clearFilter}
            </Button>
          }
        />
      ) : (
        <div className={styles.grid} role="radiogroup" aria-label={strings.scenario}>
          {shown.map(({ summary, isSeenByCandidate }) => (
            <ScenarioCard
              key={summary.id}
              summary={summary}
              isSeenByCandidate={isSeenByCandidate}
              isChosen={summary.id === setup.scenarioId}
              isDisabled={isSeenByCandidate}
              remark={toRemark(summary, setup)}
              onChoose={() => onChoose(summary.id)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** Level and length are advice of the scenario's author, not a wall. */
function toRemark(
  summary: { readonly levels: readonly string[]; readonly formats: readonly string[] },
  setup: InterviewSetup,
): string | null {
  if (!summary.levels.includes(setup.level)) return strings.notForLevel;
  return summary.formats.includes(setup.format) ? null : strings.notForFormat;
}
