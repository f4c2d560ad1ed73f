import { useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { MIN_COMPONENTS, type BoardFinding } from '#shared/domain/board-checks.ts';
import { useStore } from '#client/platform/store.ts';
import { Button } from '#client/ui/button.tsx';
import { CollapsibleSection } from '#client/ui/collapsible-section.tsx';
import { useCockpit } from '../cockpit-context.ts';
import { isForLevel } from '../cockpit-selectors.ts';
import { LEVEL_NAMES } from '../cockpit-strings.ts';
import { talkStrings as strings } from './board-talk-strings.ts';
import { FindingCard } from './finding-card.tsx';
import { ReferenceLists } from './reference-lists.tsx';
import type { TalkMark } from './talk-marks.ts';
import type { MarkedFinding, TalkSource } from './talk-source.ts';
import styles from './board-talk.module.css';

export interface BoardTalkProps {
  readonly source: TalkSource;
  readonly onShow: ((ids: readonly string[]) => void) | null;
}

/** The board part of the guide: prompts that follow what is drawn, and the reference beside it. */
export function BoardTalk({ source, onShow }: BoardTalkProps) {
  const { model, check, open, marked } = useStore(source);
  const listRef = useRef<HTMLUListElement>(null);
  const titleRef = useRef<HTMLHeadingElement>(null);

  function handleMark({ code }: BoardFinding, mark: TalkMark) {
    const at = open.findIndex((finding) => finding.code === code);
    flushSync(() => source.mark(code, mark));
    // The card is gone: the keyboard goes on with the one that took its place.
    const cards = listRef.current?.querySelectorAll<HTMLElement>('[data-guide-item]');
    (cards?.[at] ?? cards?.[at - 1] ?? titleRef.current)?.focus();
  }

  return (
    <>
      <h3 ref={titleRef} tabIndex={-1} className={styles.title}>
        {strings.title}
      </h3>
      <p className={styles.note}>{strings.prompts}</p>
      {open.length === 0 ? (
        <p className={styles.quiet}>
          {check.isTooEarly
            ? strings.tooEarly(check.componentCount, MIN_COMPONENTS)
            : marked.length > 0
              ? strings.allMarked
              : strings.nothing}
        </p>
      ) : (
        <ul ref={listRef} className={styles.cards}>
          {open.map((finding) => (
            <FindingCard
              key={finding.code}
              finding={finding}
              onShow={onShow}
              onMark={(mark) => handleMark(finding, mark)}
            />
          ))}
        </ul>
      )}
      {marked.length > 0 ? <Marked marked={marked} source={source} /> : null}
      <Compared model={model} />
      <p className={styles.note}>{strings.kept}</p>
    </>
  );
}

function Marked({
  marked,
  source,
}: {
  readonly marked: readonly MarkedFinding[];
  readonly source: TalkSource;
}) {
  return (
    <CollapsibleSection title={strings.done} summary={marked.length} headingLevel={4}>
      <ul>
        {marked.map(({ finding, mark }) => (
          <li key={finding.code} className={styles.marked}>
            <p>
              <span className={styles.mark}>{mark === 'used' ? strings.used : strings.dismissed}: </span>
              {finding.ask}
            </p>
            <Button size="sm" variant="ghost" onClick={() => source.mark(finding.code, null)}>
              {strings.bringBack}
            </Button>
          </li>
        ))}
      </ul>
    </CollapsibleSection>
  );
}

function Compared({ model }: Pick<ReturnType<TalkSource['getSnapshot']>, 'model'>) {
  const { scenario, level } = useCockpit();
  const { architecture } = scenario.interviewer;
  const notes = useMemo(
    () =>
      new Map(
        architecture.nodes.flatMap(({ id, from }) =>
          from && !isForLevel(from, level) ? [[id, strings.fromLevel(LEVEL_NAMES[from])] as const] : [],
        ),
      ),
    [architecture, level],
  );
  return (
    <CollapsibleSection title={strings.compared} headingLevel={4}>
      <ReferenceLists
        model={model}
        reference={architecture}
        levelNoteOf={(id) => notes.get(id) ?? null}
        headingLevel={5}
      />
    </CollapsibleSection>
  );
}
