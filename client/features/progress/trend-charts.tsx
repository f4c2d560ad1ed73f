import { useState } from 'react';
import { LabelList, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { DimensionTrend } from '#shared/contracts/progress.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { Section } from './section.tsx';
import { dimensionLabel, progressStrings as strings, signed } from './strings.ts';
import { ViewSwitch, type View } from './view-switch.tsx';
import { TableScroll } from './table-scroll.tsx';
import styles from './progress.module.css';

const CHART_PX = 120;

/** A small chart a dimension, all on the same ladder, so that they can be compared by eye. */
export function TrendCharts({ dimensions }: { dimensions: readonly DimensionTrend[] }) {
  const [view, setView] = useState<View>('chart');
  return (
    <Section
      title={strings.trends}
      text={strings.trendsText}
      actions={<ViewSwitch value={view} onChange={setView} />}
    >
      {view === 'chart' ? (
        <ul className={styles.charts}>
          {dimensions.map((line) => (
            <li key={line.dimension} className={styles.chartCard}>
              <h3 className={styles.chartTitle}>{dimensionLabel(line.dimension)}</h3>
              <TrendChart line={line} />
              <p className={styles.chartText}>{strings.trendText(line.trend)}</p>
            </li>
          ))}
        </ul>
      ) : (
        <TrendTable dimensions={dimensions} />
      )}
    </Section>
  );
}

function TrendChart({ line }: { line: DimensionTrend }) {
  if (line.points.length === 0) return <div className={styles.chartEmpty} style={{ height: CHART_PX }} />;
  const last = line.points.length - 1;
  const rows = line.points.map((point, index) => ({
    index,
    rung: point.rungHundredths / 100,
    // The newest point alone is named: the others can be read off the axis and from the table.
    label: index === last ? formatHundredths(point.rungHundredths) : '',
  }));
  const mean = line.trend.case === 'none' ? null : line.trend.meanHundredths / 100;
  return (
    <div role="img" aria-label={`${dimensionLabel(line.dimension)}: ${strings.trendText(line.trend)}`}>
      <ResponsiveContainer width="100%" height={CHART_PX}>
        <LineChart
          data={rows}
          margin={{ top: 14, right: 34, bottom: 10, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis dataKey="index" hide padding={{ left: 8, right: 8 }} />
          <YAxis
            domain={[1, 6]}
            ticks={[1, 2, 3, 4, 5, 6]}
            interval={0}
            width={16}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'var(--text-faint)', fontSize: 12 }}
          />
          {mean === null ? null : (
            <ReferenceLine y={mean} stroke="var(--border-strong)" strokeDasharray="3 3" />
          )}
          <Line
            dataKey="rung"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={{ r: rows.length > 30 ? 0 : 3, fill: 'var(--accent)', strokeWidth: 0 }}
            isAnimationActive={false}
          >
            <LabelList dataKey="label" position="right" fill="var(--text)" fontSize={12} />
          </Line>
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function TrendTable({ dimensions }: { dimensions: readonly DimensionTrend[] }) {
  return (
    <TableScroll label={strings.trends}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{strings.dimension}</th>
            {[strings.count, strings.mean, strings.spread, strings.change, strings.latest].map((title) => (
              <th key={title} scope="col" className={styles.number}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {dimensions.map(({ dimension, points, trend }) => (
            <tr key={dimension}>
              <th scope="row">{dimensionLabel(dimension)}</th>
              <td className={styles.number}>{points.length}</td>
              <td className={styles.number}>
                {trend.case === 'none' ? '–' : formatHundredths(trend.meanHundredths)}
              </td>
              <td className={styles.number}>
                {trend.case === 'trend' ? formatHundredths(trend.spreadHundredths) : '–'}
              </td>
              <td className={styles.number}>
                {trend.case === 'trend' ? signed(trend.changeHundredths) : '–'}
              </td>
              <td className={styles.number}>{latest(points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function latest(points: DimensionTrend['points']): string {
  const point = points.at(-1);
  return point ? formatHundredths(point.rungHundredths) : '–';
}
