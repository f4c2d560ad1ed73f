import type { RaterFigures as Figures } from '#shared/contracts/progress.contract.ts';
import { dimensionLabel, progressStrings as strings, signed } from './strings.ts';
import styles from './progress.module.css';

/** How one person rates beside others. */
export function RaterFigures({ figures }: { figures: Figures }) {
  const { severityHundredths } = figures;
  return (
    <dl className={styles.figures}>
      <div>
        <dt>{strings.severity}</dt>
        <dd>
          {severityHundredths === null ? (
            strings.severityTooFew(figures.shared, figures.needed)
          ) : (
            <>
              <strong>{signed(severityHundredths)}</strong> {strings.severityText(severityHundredths)}
            </>
          )}
          {figures.severityByDimension.length > 0 ? (
            <ul className={styles.plain}>
              {figures.severityByDimension.map((line) => (
                <li key={line.dimension}>
                  {dimensionLabel(line.dimension)} {signed(line.severityHundredths)}
                </li>
              ))}
            </ul>
          ) : null}
        </dd>
      </div>
      <div>
        <dt>{strings.halo}</dt>
        <dd>{strings.haloText(figures.haloFlat, figures.haloEligible)}</dd>
      </div>
      <div>
        <dt>{strings.coverage}</dt>
        <dd>{figures.meanCoveragePercent === null ? '–' : `${figures.meanCoveragePercent} %`}</dd>
      </div>
      <div>
        <dt>{strings.late}</dt>
        <dd>{strings.ofPairs(figures.late, figures.rubrics)}</dd>
      </div>
    </dl>
  );
}
