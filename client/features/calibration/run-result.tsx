import type { CalibrationRun } from '#shared/contracts/calibration.contract.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { distanceOf } from './distance-of.ts';
import { ReadinessPanel } from './readiness-panel.tsx';
import { REASON_NAMES, calibrationStrings as strings, dimensionLabel } from './strings.ts';
import styles from './run-result.module.css';

/** What came of a run: both sides by dimension, and the statement over all runs. */
export function RunResult({ run, locked, readiness }: Pick<CalibrationRun, 'run' | 'locked' | 'readiness'>) {
  const say = ({ rating, notAssessed }: { rating: number | null; notAssessed: string | null }) =>
    rating === null ? (REASON_WORDS.get(notAssessed ?? '') ?? strings.none) : String(rating);
  return (
    <div className={styles.result}>
      <section className={styles.ratings} aria-labelledby="result-title">
        <h2 id="result-title" className={styles.title}>
          {run.status === 'given_up' ? strings.ended.given_up : strings.ended.done}
        </h2>
        <table className={styles.table}>
          <caption className="visually-hidden">{strings.result}</caption>
          <thead>
            <tr>
              <th scope="col">{strings.resultDimension}</th>
              <th scope="col">{strings.yours}</th>
              <th scope="col">{strings.reference}</th>
              <th scope="col">{strings.resultApart}</th>
            </tr>
          </thead>
          <tbody>
            {DIMENSIONS.map((dimension) => {
              const row = locked.find((each) => each.dimension === dimension);
              return (
                <tr key={dimension}>
                  <th scope="row">{dimensionLabel(dimension)}</th>
                  <td>{row ? say(row) : '–'}</td>
                  <td>{row ? say(row.reference) : '–'}</td>
                  <Apart distance={row ? distanceOf(row) : null} />
                </tr>
              );
            })}
          </tbody>
        </table>
        {run.compared.ratings === 0 ? null : (
          <p className={styles.note}>
            {strings.compared(run.compared.exactCount, run.compared.adjacentCount, run.compared.ratings)}
          </p>
        )}
      </section>
      <ReadinessPanel readiness={readiness} />
    </div>
  );
}

function Apart({ distance }: { readonly distance: number | null }) {
  if (distance === null) return <td>–</td>;
  if (distance === 0) return <td>{strings.resultSame}</td>;
  return <td className={styles.apart}>{strings.resultDistance(distance)}</td>;
}

const REASON_WORDS = new Map<string, string>(Object.entries(REASON_NAMES));
