import { useMemo } from 'react';
import type { ReferenceBoard } from '#shared/contracts/scenario-format.contract.ts';
import { checkBoard } from '#shared/domain/board-checks.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { talkStrings as strings } from './board-talk-strings.ts';
import { FindingCard } from './finding-card.tsx';
import { ReferenceLists } from './reference-lists.tsx';
import styles from './review-talk.module.css';

export interface ReviewTalkProps {
  readonly board: BoardModel;
  /** Null where the case does not share its drawing. */
  readonly reference: ReferenceBoard | null;
}

/** What the finished board gives to talk about, for both sides alike. */
export function ReviewTalk({ board, reference }: ReviewTalkProps) {
  const { isTooEarly, componentCount, findings } = useMemo(() => checkBoard(board), [board]);
  return (
    <div className={styles.frame}>
      <p className={styles.note}>{strings.prompts}</p>
      {findings.length === 0 ? (
        <p className={styles.note}>{isTooEarly ? strings.tooLittle : strings.nothing}</p>
      ) : (
        <ul className={styles.cards}>
          {findings.map((finding) => (
            <FindingCard key={finding.code} finding={finding} onShow={null} onMark={null} />
          ))}
        </ul>
      )}
      {reference && componentCount > 0 ? (
        <section>
          <h3 className={styles.title}>{strings.compared}</h3>
          <ReferenceLists model={board} reference={reference} headingLevel={4} />
        </section>
      ) : null}
    </div>
  );
}
