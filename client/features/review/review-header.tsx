import type { Review } from '#shared/contracts/review.contract.ts';
import { formatDateTime, formatDuration } from '#client/ui/format-time.ts';
import { FORMAT_NAMES, FRAMEWORK_NAMES, LEVEL_NAMES, reviewStrings } from './strings.ts';
import styles from './review-header.module.css';

/** What was interviewed, at which level, by whom and when. */
export function ReviewHeader({ review }: { readonly review: Review }) {
  const { scenario, setup, people, startedAt, durationMs, roomName, ordinal } = review;
  const facts = [
    LEVEL_NAMES[setup.level],
    FORMAT_NAMES[setup.format],
    FRAMEWORK_NAMES[setup.framework],
    startedAt ? formatDateTime(new Date(startedAt), { isZoneShown: true }) : null,
    `${reviewStrings.duration} ${formatDuration(durationMs)}`,
  ].filter((fact) => fact !== null);
  return (
    <header className={styles.header}>
      <p className={styles.room}>
        {roomName} · {reviewStrings.round(ordinal)}
      </p>
      <h1 className={styles.title}>{scenario?.title ?? reviewStrings.unknownScenario}</h1>
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.participantId}>
            <span className={styles.role}>
              {person.role === 'candidate' ? reviewStrings.candidate : reviewStrings.interviewer}
            </span>{' '}
            {person.displayName}
          </li>
        ))}
      </ul>
      <p className={styles.facts}>{facts.join(' · ')}</p>
    </header>
  );
}
