import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import styles from './retry-note.module.css';

/** Under something whose last act was not saved; nothing otherwise. */
export function RetryNote({ itemId }: { readonly itemId: string }) {
  const failure = useCockpit().failureOf(itemId);
  if (!failure) return null;
  const { words, retry } = failure;
  return (
    <p className={styles.note} role="status">
      {words ? (
        `${words.title}. ${words.advice}`
      ) : (
        <>
          {strings.notSaved}
          <button type="button" className={styles.retry} onClick={retry}>
            {strings.tryAgain}
          </button>
        </>
      )}
    </p>
  );
}
