import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { SourcedText } from './sourced-text.tsx';
import reading from './reading.module.css';
import styles from './bookend-page.module.css';

/** The first minutes: the words to begin with and the prompt to read out. */
export function IntroPage() {
  const { candidate, interviewer } = useCockpit().scenario;
  return (
    <div className={styles.page}>
      <h2 className={styles.title}>{strings.opening}</h2>
      <p className={reading.note}>{strings.openingHint}</p>
      <p className={reading.aloud}>
        <SourcedText text={interviewer.script.opening} />
      </p>
      <h3 className={reading.title}>{strings.prompt}</h3>
      <p className={reading.aloud}>
        <SourcedText text={candidate.prompt} />
      </p>
    </div>
  );
}
