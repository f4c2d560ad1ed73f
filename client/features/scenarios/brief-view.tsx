import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { SourcedText } from './sourced-text.tsx';
import reading from './reading.module.css';

/** For a peer who is no expert of the field: the primer, the prompt, the words to begin and end with, and the sources. */
export function BriefView() {
  const { candidate, interviewer } = useCockpit().scenario;
  const { brief, script, sources } = interviewer;
  return (
    <>
      <section className={reading.block}>
        <h3 className={reading.title}>{strings.primer}</h3>
        <Paragraphs text={brief} />
      </section>
      <section className={reading.block}>
        <h3 className={reading.title}>{strings.opening}</h3>
        <p className={reading.aloud}>
          <SourcedText text={script.opening} />
        </p>
      </section>
      <section className={reading.block}>
        <h3 className={reading.title}>{strings.prompt}</h3>
        <div className={reading.aloud}>
          <Paragraphs text={candidate.prompt} />
        </div>
      </section>
      <section className={reading.block}>
        <h3 className={reading.title}>{strings.closing}</h3>
        <p className={reading.aloud}>
          <SourcedText text={script.closing} />
        </p>
      </section>
      {sources.length > 0 ? (
        <section className={reading.block}>
          <h3 className={reading.title}>{strings.sources}</h3>
          <ol>
            {sources.map(({ id, title, publisher, year, url, checked }, index) => (
              <li key={id} className={reading.entry}>
                <a href={url} target="_blank" rel="noreferrer">
                  {index + 1}. {title}
                </a>
                <p className={reading.aside}>
                  {publisher}, {year}, {strings.checked(checked)}
                </p>
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </>
  );
}

function Paragraphs({ text }: { readonly text: string }) {
  return text
    .split(/\n+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => (
      <p key={paragraph} className={reading.text}>
        <SourcedText text={paragraph} />
      </p>
    ));
}
