import { useState } from 'react';
import { LabelList, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { SelfGapPoint } from '#shared/contracts/progress.contract.ts';
import { Section } from './section.tsx';
import { dimensionLabel, progressStrings as strings, signed } from './strings.ts';
import { ViewSwitch, type View } from './view-switch.tsx';
import { TableScroll } from './table-scroll.tsx';
import styles from './progress.module.css';

const CHART_PX = 180;
/** Points up to which each is named in the chart. */
const NAMED = 8;

/** Own ratings minus those of the raters, an interview a point. */
export function GapChart({ gaps }: { gaps: readonly SelfGapPoint[] }) {
  const [view, setView] = useState<View>('chart');
  return (
    <Section
      title={strings.gaps}
      text={gaps.length === 0 ? strings.gapsEmpty : strings.gapsText}
      actions={gaps.length === 0 ? null : <ViewSwitch value={view} onChange={setView} />}
    >
      {gaps.length === 0 ? null : view === 'chart' ? <Chart gaps={gaps} /> : <GapTable gaps={gaps} />}
    </Section>
  );
}

function Chart({ gaps }: { gaps: readonly SelfGapPoint[] }) {
  const last = gaps.length - 1;
  const rows = gaps.map(({ gapHundredths }, index) => ({
    index,
    gap: gapHundredths / 100,
    label: index === last || gaps.length <= NAMED ? signed(gapHundredths) : '',
  }));
  const words = gaps.map(({ at, gapHundredths }) => `${day(at)} ${signed(gapHundredths)}`).join(', ');
  return (
    <div role="img" aria-label={`${strings.gaps}: ${words}`} className={styles.wideChart}>
      <ResponsiveContainer width="100%" height={CHART_PX}>
        <LineChart
          data={rows}
          margin={{ top: 18, right: 40, bottom: 10, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis dataKey="index" hide padding={{ left: 16, right: 8 }} />
          <YAxis
            domain={[-3, 3]}
            ticks={[-3, -2, -1, 0, 1, 2, 3]}
            interval={0}
            width={24}
            tickLine={false}
            axisLine={false}
            tick={{ fill: 'var(--text-faint)', fontSize: 12 }}
          />
          <ReferenceLine y={0} stroke="var(--border-strong)" />
          <Line
            dataKey="gap"
            stroke="var(--accent)"
            strokeWidth={2}
            dot={{ r: 3, fill: 'var(--accent)', strokeWidth: 0 }}
            isAnimationActive={false}
          >
            <LabelList
              dataKey="label"
              position={gaps.length <= NAMED ? 'top' : 'right'}
              fill="var(--text)"
              fontSize={12}
            />
          </Line>
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

function GapTable({ gaps }: { gaps: readonly SelfGapPoint[] }) {
  const names = (dimensions: SelfGapPoint['blindSpots']) =>
    dimensions.length === 0 ? strings.none : dimensions.map(dimensionLabel).join(', ');
  return (
    <TableScroll label={strings.gaps}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{strings.when}</th>
            <th scope="col">{strings.case}</th>
            <th scope="col" className={styles.number}>
              {strings.gap}
            </th>
            <th scope="col">{strings.blindSpots}</th>
            <th scope="col">{strings.hiddenStrengths}</th>
          </tr>
        </thead>
        <tbody>
          {gaps.toReversed().map((point) => (
            <tr key={point.interviewId}>
              <td className={styles.nowrap}>{day(point.at)}</td>
              <th scope="row">{point.scenario?.title ?? strings.noCase}</th>
              <td className={styles.number}>{signed(point.gapHundredths)}</td>
              <td>{names(point.blindSpots)}</td>
              <td>{names(point.hiddenStrengths)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function day(at: string): string {
  return new Date(at).toLocaleDateString(undefined, { dateStyle: 'medium' });
}
