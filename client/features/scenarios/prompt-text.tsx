import type { CandidateScenario } from '#shared/contracts/scenario-format.contract.ts';
import { plainText } from './sourced-parts.ts';
import { strings } from './strings.ts';
import styles from './prompt-text.module.css';

/** The prompt to read, with what is known and what is wanted at the end. */
export function PromptText({ scenario }: { readonly scenario: CandidateScenario }) {
  return (
    <article>
      <h2 className={styles.title}>{scenario.title}</h2>
      {scenario.prompt
        .split(/\n+/)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => (
          <p key={paragraph} className={styles.prompt}>
            {plainText(paragraph)}
          </p>
        ))}
      <h3 className={styles.heading}>{strings.deliverables}</h3>
      <ul className={styles.points}>
        {scenario.deliverables.map((text) => (
          <li key={text}>{plainText(text)}</li>
        ))}
      </ul>
      <h3 className={styles.heading}>{strings.context}</h3>
      <ul className={styles.points}>
        {scenario.context.map((text) => (
          <li key={text}>{plainText(text)}</li>
        ))}
      </ul>
      <p className={styles.note}>{strings.askFirst}</p>
    </article>
  );
}
