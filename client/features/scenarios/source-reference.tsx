import type { Source } from '#shared/contracts/scenario-format.contract.ts';
import styles from './source-reference.module.css';

/** A source's number in the list of sources, as a link; nothing for an id the guide does not have. */
export function SourceReference({
  id,
  sources,
}: {
  readonly id: string;
  readonly sources: readonly Source[];
}) {
  const index = sources.findIndex((source) => source.id === id);
  const source = sources[index];
  if (!source) return null;
  const title = `${source.title}. ${source.publisher}, ${source.year}`;
  return (
    <a
      className={styles.reference}
      href={source.url}
      target="_blank"
      rel="noreferrer"
      title={title}
      // What is read begins with what is seen.
      aria-label={`${index + 1}: ${title}`}
    >
      {index + 1}
    </a>
  );
}
