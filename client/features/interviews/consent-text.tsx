import { ShieldCheck } from 'lucide-react';
import { interviewStrings as strings } from './strings.ts';
import styles from './consent-text.module.css';

/** What is logged, who may replay it and until when; the same words on the invitation and in the lobby. */
export function ConsentText({ retentionDays }: { retentionDays: number }) {
  return (
    <section className={styles.consent}>
      <h3 className={styles.title}>
        <ShieldCheck size={16} aria-hidden="true" />
        {strings.consentTitle}
      </h3>
      <ul className={styles.list}>
        {strings.consent(retentionDays).map((line) => {
          const [term, ...rest] = line.split(': ');
          return (
            <li key={line}>
              <strong>{term}:</strong> {rest.join(': ')}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
