import { ExternalLink } from 'lucide-react';
import { useMemo } from 'react';
import type { Debrief } from '#shared/contracts/scenario-format.contract.ts';
import { classNames } from '#client/ui/class-names.ts';
import { scenarioBoardToModel } from '#shared/domain/board-scenario.ts';
import { BoardPicture } from './board-picture.tsx';
import { reviewStrings } from './strings.ts';
import { withoutSources } from '#shared/domain/review-words.ts';
import table from './table.module.css';
import styles from './debrief-section.module.css';

/** What the case was about: summary, what to take away, and as far as it is shared the drawing and the numbers. */
export function DebriefSection({ debrief }: { readonly debrief: Debrief }) {
  const { summary, takeaways, reading, architecture, worksheet } = debrief;
  const model = useMemo(() => (architecture ? scenarioBoardToModel(architecture) : null), [architecture]);
  return (
    <div className={styles.frame}>
      <div className={styles.opening}>
        <div className={`prose ${styles.summary}`}>
          {withoutSources(summary)
            .split(/\n{2,}/)
            .filter((paragraph) => paragraph.trim() !== '')
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
        </div>
        <div>
          <h3 className={styles.name}>{reviewStrings.takeaways}</h3>
          <div className="prose">
            <ul>
              {takeaways.map((takeaway) => (
                <li key={takeaway}>{withoutSources(takeaway)}</li>
              ))}
            </ul>
          </div>
        </div>
      </div>
      {model ? (
        <div>
          <h3 className={styles.name}>{reviewStrings.referenceTitle}</h3>
          <BoardPicture board={model} alt={reviewStrings.referenceAlt} />
        </div>
      ) : null}
      {worksheet ? (
        <div>
          <h3 className={styles.name}>{reviewStrings.worksheetTitle}</h3>
          {/* Wider than a phone: focusable, so that the keyboard can scroll it. */}
          <div
            className={table.scroll}
            role="region"
            aria-label={reviewStrings.worksheetTitle}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
          >
            <table className={classNames(table.table, styles.worksheet)}>
              <thead>
                <tr>
                  <th scope="col">{reviewStrings.quantity}</th>
                  <th scope="col" className={table.number}>
                    {reviewStrings.expected}
                  </th>
                  <th scope="col" className={table.number}>
                    {reviewStrings.goodRange}
                  </th>
                  <th scope="col">{reviewStrings.why}</th>
                </tr>
              </thead>
              <tbody>
                {worksheet.map(({ id, label, unit, expect, low, high, why }) => (
                  <tr key={id}>
                    <th scope="row">{withoutSources(label)}</th>
                    <td className={table.number}>
                      {shorten(expect)} {unit}
                    </td>
                    <td className={table.number}>
                      {low === high ? '–' : `${shorten(low)}–${shorten(high)}`}
                    </td>
                    <td className={styles.why}>{withoutSources(why)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      ) : null}
      {reading.length > 0 ? (
        <div>
          <h3 className={styles.name}>{reviewStrings.reading}</h3>
          <ul className={styles.reading}>
            {reading.map(({ title, publisher, year, url }) => (
              <li key={url}>
                <a href={url} target="_blank" rel="noopener noreferrer">
                  {title} <ExternalLink size={12} aria-hidden="true" className={styles.icon} />
                </a>{' '}
                <span className={styles.source}>
                  {publisher}, {year}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

const NUMBER = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const SHORT = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4, notation: 'compact' });

/** `57,870`, `28.94M`, `0.012`. */
function shorten(value: number): string {
  return (Math.abs(value) >= 100_000 ? SHORT : NUMBER).format(value);
}
