import { useEffect, useState } from 'react';
import type { InterviewSnapshot } from '#shared/contracts/interviews.contract.ts';
import type { PublicEvent } from '#shared/domain/timeline.ts';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useStore } from '#client/platform/store.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { TabPanel, Tabs } from '#client/ui/tabs.tsx';
import { CardList } from './card-list.tsx';
import { PhaseGuide } from './phase-guide.tsx';
import { PromptText } from './prompt-text.tsx';
import { revealCards } from './reveal-cards.ts';
import { strings } from './strings.ts';
import styles from './prompt-panel.module.css';

/** Long enough to notice a card that came while one looked elsewhere. */
const NEW_FOR_MS = 8_000;

type TabName = 'prompt' | 'cards' | 'framework';

/** The case as the candidate has it: prompt, cards in the order they came, and the framework. Fills its height. */
export function PromptPanel({ interviewStore }: { readonly interviewStore: InterviewStore }) {
  const store = useStore(interviewStore);
  if (store.status === 'loading') {
    return (
      <div className={styles.content} role="status" aria-busy="true" aria-label={strings.loading}>
        <SkeletonText lines={6} />
      </div>
    );
  }
  if (store.status === 'failed') {
    const words = toErrorWords(store.error);
    return (
      <ErrorState size="sm" title={strings.failed} advice={words.advice} onRetry={interviewStore.reload} />
    );
  }
  return (
    <section className={styles.panel} aria-label={strings.panel}>
      <CasePanel interview={store.interview} />
    </section>
  );
}

function CasePanel({ interview }: { readonly interview: InterviewSnapshot }) {
  const { state, scenario, phases } = interview;
  const [tab, setTab] = useState<TabName>('prompt');
  const cards = revealCards(interview.events);
  const { newIds, announcement } = useNewCards(cards, tab === 'cards');
  const hasBegun = scenario !== null && state.status !== 'preparing' && state.status !== 'lobby';
  return (
    <Tabs
      className={styles.tabs}
      label={strings.panelTabs}
      value={tab}
      onValueChange={setTab}
      tabs={[
        { value: 'prompt', label: strings.promptTab },
        {
          value: 'cards',
          label: strings.cardsTab,
          ...(cards.length > 0 ? { count: cards.length } : {}),
          ...(newIds.size > 0
            ? { icon: <span className={styles.newDot} title={strings.newCards(newIds.size)} /> }
            : {}),
        },
        { value: 'framework', label: strings.frameworkTab },
      ]}
    >
      <span className="visually-hidden" role="status">
        {announcement}
      </span>
      <TabPanel value="prompt" className={styles.content}>
        {hasBegun ? (
          <PromptText scenario={scenario} />
        ) : (
          <EmptyState size="sm" title={strings.notYetTitle}>
            {strings.notYet.map((line) => (
              <p key={line} className={styles.line}>
                {line}
              </p>
            ))}
          </EmptyState>
        )}
      </TabPanel>
      <TabPanel value="cards" className={styles.content}>
        {cards.length > 0 ? (
          <CardList cards={cards} newIds={newIds} />
        ) : (
          <EmptyState size="sm" title={strings.noCardsTitle}>
            {hasBegun ? strings.noCards : strings.noCardsBefore}
          </EmptyState>
        )}
      </TabPanel>
      <TabPanel value="framework" className={styles.content}>
        {phases ? (
          <PhaseGuide phases={phases} state={state} />
        ) : (
          <EmptyState size="sm" title={strings.frameworkBefore} />
        )}
      </TabPanel>
    </Tabs>
  );
}

/** Cards nobody has looked at yet. Those that are there at the first look are not new: the person may just have reloaded. */
function useNewCards(cards: readonly PublicEvent[], isLooking: boolean) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(cards.map(({ id }) => id)));
  const newIds = new Set(cards.filter(({ id }) => !seen.has(id)).map(({ id }) => id));
  const latest = cards.at(-1);
  useEffect(() => {
    if (!isLooking || latest === undefined) return undefined;
    const timer = setTimeout(
      () => setSeen((known) => new Set([...known, ...cards.map(({ id }) => id)])),
      NEW_FOR_MS,
    );
    return () => clearTimeout(timer);
    // A snapshot makes a new list of the same cards; only another latest card begins the time anew.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isLooking, latest?.id]);
  const announcement =
    latest && newIds.has(latest.id) && latest.act.type === 'reveal-shown'
      ? strings.announce(strings.faceNames[latest.act.face.type])
      : '';
  return { newIds, announcement };
}
