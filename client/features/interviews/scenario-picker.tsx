import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import { listScenarios, type ListedScenario } from '#shared/contracts/interviews.contract.ts';
import { DOMAINS, type Domain } from '#shared/contracts/scenario-format.contract.ts';
import type { InterviewSetup } from '#shared/domain/interview-state.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Input } from '#client/ui/input.tsx';
import { Select } from '#client/ui/select.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { useRovingFocus } from '#client/ui/use-roving-focus.ts';
import { ScenarioCard } from './scenario-card.tsx';
import { NO_FILTER, filterScenarios, splitByLevel } from './scenario-filter.ts';
import { setupStrings as strings } from './setup-strings.ts';
import { LEVEL_NAMES } from './strings.ts';
import styles from './scenario-picker.module.css';

export interface ScenarioPickerProps {
  readonly interviewId: string;
  /** A new candidate may have seen other scenarios. */
  readonly candidateId: string | null;
  readonly setup: InterviewSetup;
  readonly onChoose: (scenarioId: string) => void;
}

export function ScenarioPicker({ interviewId, candidateId, setup, onChoose }: ScenarioPickerProps) {
  const [filter, setFilter] = useState(NO_FILTER);
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

  const shown = filterScenarios(scenarios, filter);
  const chosen = scenarios.find(({ summary }) => summary.id === setup.scenarioId);
  const hiddenChoice = chosen && !shown.includes(chosen) ? chosen.summary.title : null;
  const { fitting, others } = splitByLevel(shown, setup.level);
  const domains = DOMAINS.filter((value) => scenarios.some(({ summary }) => summary.domain === value));
  const difficulties = [...new Set(scenarios.map(({ summary }) => summary.difficulty))].toSorted(
    (a, b) => a - b,
  );
  return (
    <div className={styles.picker}>
      <div className={styles.filters}>
        <Input
          className={styles.search}
          icon={<Search />}
          value={filter.text}
          aria-label={strings.search}
          placeholder={strings.search}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <Select<Domain | 'all'>
          className={styles.select}
          aria-label={strings.domain}
          value={filter.domain}
          onValueChange={(domain) => setFilter({ ...filter, domain })}
          options={[
            { value: 'all', label: strings.allDomains },
            ...domains.map((value) => ({ value, label: DOMAIN_NAMES[value] })),
          ]}
        />
        <Select<string>
          className={styles.select}
          aria-label={strings.difficultyFilter}
          value={String(filter.difficulty)}
          onValueChange={(value) =>
            setFilter({ ...filter, difficulty: value === 'all' ? 'all' : Number(value) })
          }
          options={[
            { value: 'all', label: strings.allDifficulties },
            ...difficulties.map((value) => ({ value: String(value), label: strings.difficulty(value) })),
          ]}
        />
      </div>
      <p className={styles.count} role="status">
        {strings.count(shown.length, scenarios.length)}
        {hiddenChoice === null ? null : ` · ${strings.chosen(hiddenChoice)}`}
      </p>
      {shown.length === 0 ? (
        <EmptyState
          size="sm"
          title={strings.noMatch}
          action={<Button onClick={() => setFilter(NO_FILTER)}>{strings.clearFilter}</Button>}
        />
      ) : (
        <ScenarioChoice
          groups={[
            { heading: null, scenarios: fitting },
            { heading: strings.othersFor(LEVEL_NAMES[setup.level].toLowerCase()), scenarios: others },
          ]}
          setup={setup}
          onChoose={onChoose}
        />
      )}
    </div>
  );
}

interface ScenarioChoiceProps {
  readonly groups: readonly {
    readonly heading: string | null;
    readonly scenarios: readonly ListedScenario[];
  }[];
  readonly setup: InterviewSetup;
  readonly onChoose: (scenarioId: string) => void;
}

/** One Tab stop. Arrow keys move without choosing: each choice is sent to the other interviewers at once. */
function ScenarioChoice({ groups, setup, onChoose }: ScenarioChoiceProps) {
  const list = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(list, 'both');
  return (
    <div ref={list} className={styles.list} role="radiogroup" aria-label={strings.scenario} {...roving}>
      {groups.map(({ heading, scenarios }) =>
        scenarios.length === 0 ? null : (
          <div key={heading} className={styles.group} role="group" aria-label={heading ?? undefined}>
            {heading === null ? null : <h3 className={styles.heading}>{heading}</h3>}
            <div className={styles.grid}>
              {scenarios.map(({ summary, origin, isSeenByCandidate }) => (
                <ScenarioCard
                  key={summary.id}
                  summary={summary}
                  origin={origin}
                  isSeenByCandidate={isSeenByCandidate}
                  isChosen={summary.id === setup.scenarioId}
                  isDisabled={isSeenByCandidate}
                  remark={toRemark(summary, setup)}
                  onChoose={() => onChoose(summary.id)}
                />
              ))}
            </div>
          </div>
        ),
      )}
    </div>
  );
}

/** Level and length are advice of the scenario's author, not a wall; the level is the heading's to say. */
function toRemark(summary: { readonly formats: readonly string[] }, setup: InterviewSetup): string | null {
  return summary.formats.includes(setup.format) ? null : strings.notForFormat;
}
