import { useState } from 'react';
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { DimensionResult, SelfReview } from '#shared/contracts/review.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { ScoreTable } from './score-table.tsx';
import { dimensionLabel, reviewStrings } from './strings.ts';
import styles from './score-chart.module.css';

export type ScoreChartProps = {
  readonly dimensions: readonly DimensionResult[];
  readonly self: SelfReview | null;
};

/** Height of one dimension with its two bars, px. */
const ROW_PX = 52;
const AXIS_PX = 28;

/** Rating and own view per dimension, each bar with its number; the same as a table behind it. */
export function ScoreChart({ dimensions, self }: ScoreChartProps) {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const rows = dimensions.map(({ dimension, ratingHundredths }) => {
    const own = self?.ratings[dimension] ?? null;
    return {
      label: dimensionLabel(dimension),
      rating: ratingHundredths === null ? 0 : ratingHundredths / 100,
      ratingLabel:
        ratingHundredths === null
          ? reviewStrings.notAssessedPlain
          : `${reviewStrings.rater} ${shortNumber(ratingHundredths)}`,
      self: own ?? 0,
      selfLabel: own === null ? '' : `${reviewStrings.self} ${own}`,
    };
  });
  const hasSelf = self !== null;
  return (
    <div className={styles.frame}>
      <SegmentedControl
        size="sm"
        className={styles.switch}
        label={reviewStrings.chartView}
        segments={[
          { value: 'chart', label: reviewStrings.chart },
          { value: 'table', label: reviewStrings.table },
        ]}
        value={view}
        onValueChange={setView}
      />
      {view === 'chart' ? (
        <div className={styles.chart} role="img" aria-label={describe(rows)}>
          <ResponsiveContainer width="100%" height={rows.length * ROW_PX + AXIS_PX}>
            <BarChart
              data={rows}
              layout="vertical"
              barGap={2}
              barCategoryGap={10}
              margin={{ top: 0, right: 92, bottom: 0, left: 0 }}
              accessibilityLayer={false}
            >
              <XAxis
                type="number"
                domain={[0, 4]}
                ticks={[1, 2, 3, 4]}
                tickLine={false}
                axisLine={false}
                height={AXIS_PX}
                tick={{ fill: 'var(--text-faint)', fontSize: 12 }}
              />
              <YAxis
                type="category"
                dataKey="label"
                width={136}
                tickLine={false}
                axisLine={{ stroke: 'var(--border)' }}
                tick={{ fill: 'var(--text)', fontSize: 13 }}
              />
              <Bar
                dataKey="rating"
                fill="var(--accent)"
                radius={[0, 3, 3, 0]}
                isAnimationActive={false}
                maxBarSize={18}
                minPointSize={1}
              >
                <LabelList dataKey="ratingLabel" position="right" fill="var(--text)" fontSize={12} />
              </Bar>
              {hasSelf ? (
                <Bar
                  dataKey="self"
                  fill="var(--bg-active)"
                  stroke="var(--border-strong)"
                  radius={[0, 3, 3, 0]}
                  isAnimationActive={false}
                  maxBarSize={14}
                >
                  <LabelList dataKey="selfLabel" position="right" fill="var(--text-muted)" fontSize={12} />
                </Bar>
              ) : null}
            </BarChart>
          </ResponsiveContainer>
        </div>
      ) : (
        <ScoreTable dimensions={dimensions} self={self} />
      )}
    </div>
  );
}

function describe(rows: readonly { label: string; ratingLabel: string; selfLabel: string }[]): string {
  return rows
    .map(({ label, ratingLabel, selfLabel }) =>
      [`${label}: ${ratingLabel}`, selfLabel].filter(Boolean).join(', '),
    )
    .join('. ');
}

/** `3` for a whole rating, `2.50` for a mean of raters. */
function shortNumber(value: number): string {
  return value % 100 === 0 ? String(value / 100) : formatHundredths(value);
}
