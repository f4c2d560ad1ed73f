import type { ReactNode } from 'react';
import { interviewStrings as strings } from './strings.ts';
import styles from './candidate-waiting.module.css';

export interface CandidateWaitingProps {
  readonly hasInterviewer: boolean;
  /** People of the room, and the way to invite one. */
  readonly people: ReactNode;
  readonly action: ReactNode;
}

/** The candidate before the lobby: there is nothing to do, so there is something to learn. */
export function CandidateWaiting({ hasInterviewer, people, action }: CandidateWaitingProps) {
  return (
    <div className={styles.waiting}>
      <header className={styles.header}>
        <h1 className={styles.title}>{hasInterviewer ? strings.waitingTitle : strings.waitingNobody}</h1>
        <p className={styles.text}>{hasInterviewer ? strings.waitingText : strings.waitingNobodyText}</p>
        {action}
      </header>
      <section>
        <h2 className={styles.heading}>{strings.teachTitle}</h2>
        <ol className={styles.tips}>
          {strings.teach.map((tip) => (
            <li key={tip.title} className={styles.tip}>
              <h3 className={styles.tipTitle}>{tip.title}</h3>
              <p className={styles.text}>{tip.text}</p>
            </li>
          ))}
        </ol>
      </section>
      <section>
        <h2 className={styles.heading}>{strings.inTheRoom}</h2>
        {people}
      </section>
    </div>
  );
}
