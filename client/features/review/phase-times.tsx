import type { PhaseProgress } from '#shared/domain/interview-state.ts';
import { classNames } from '#client/ui/class-names.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { phaseName, reviewStrings } from './strings.ts';
import table from './table.module.css';
import styles from './phase-times.module.css';

/** Time spent in each phase beside its plan: numbers first, a bar for the eye. */
export function PhaseTimes({ phases }: { readonly phases: readonly PhaseProgress[] }) {
  const longestMs = Math.max(
    1,
    ...phases.map(({ budgetMs, extendedMs, spentMs }) => Math.max(budgetMs + extendedMs, spentMs)),
  );
  return (
    <div className={table.scroll}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{reviewStrings.phase}</th>
            <th scope="col" className={table.number}>
              {reviewStrings.planned}
            </th>
            <th scope="col" className={table.number}>
              {reviewStrings.spent}
            </th>
            <th scope="col" className={styles.bars}>
              <span className="visually-hidden">{reviewStrings.spent}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {phases.map(({ id, budgetMs, extendedMs, spentMs }) => {
            const allowedMs = budgetMs + extendedMs;
            const overMs = spentMs - allowedMs;
            return (
              <tr key={id}>
                <th scope="row">{phaseName(id)}</th>
                <td className={table.number}>{formatClock(allowedMs)}</td>
                <td className={table.number}>{formatClock(spentMs)}</td>
                <td className={styles.bars}>
                  {/* The numbers beside it say the same; the bar is for the eye alone. */}
                  <span
                    className={styles.track}
                    aria-hidden="true"
                    style={{ width: `${(allowedMs / longestMs) * 100}%` }}
                  />
                  <span
                    className={classNames(styles.spent, overMs > 0 && styles.over)}
                    aria-hidden="true"
                    style={{ width: `${(spentMs / longestMs) * 100}%` }}
                  />
                  {overMs >= 1_000 ? (
                    <span className="visually-hidden">{reviewStrings.over(formatClock(overMs))}</span>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
