import { useState } from 'react';
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { LeadView, SharedAgreement } from '#shared/contracts/progress.contract.ts';
import { Section } from './section.tsx';
import { CASE_NOTES, dimensionLabel, percent, progressStrings as strings } from './strings.ts';
import { ViewSwitch, type View } from './view-switch.tsx';
import { TableScroll } from './table-scroll.tsx';
import styles from './progress.module.css';

const ROW_PX = 48;
const AXIS_PX = 28;

interface Line {
  readonly key: string;
  readonly label: string;
  readonly agreement: SharedAgreement;
}

/** How far those who rated the same interviews agree; nothing but counts while there is too little. */
export function AgreementSection({
  agreement,
  isNarrow,
}: {
  agreement: LeadView['agreement'];
  isNarrow: boolean;
}) {
  const [view, setView] = useState<View>('table');
  const lines: Line[] = [
    ...agreement.dimensions.map((line) => ({
      key: line.dimension,
      label: dimensionLabel(line.dimension),
      agreement: line.agreement,
    })),
    { key: 'pooled', label: strings.pooled, agreement: agreement.pooled },
    { key: 'recommendation', label: strings.recommendation, agreement: agreement.recommendation },
  ];
  if (agreement.pooled.pairs === 0) {
    return (
      <Section title={strings.agreement} text={strings.agreementNone}>
        {null}
      </Section>
    );
  }
  return (
    <Section
      title={strings.agreement}
      text={isNarrow ? strings.agreementNarrow : strings.agreementText}
      actions={<ViewSwitch value={view} onChange={setView} />}
    >
      {agreement.areIntervalsPending ? (
        <p className={styles.muted} role="status">
          {strings.intervalsPending}
        </p>
      ) : null}
      {view === 'chart' ? <AgreementChart lines={lines} /> : <AgreementTable lines={lines} />}
    </Section>
  );
}

/** Shares of pairs; a line with too few shows its counts and no bar. */
function AgreementChart({ lines }: { lines: readonly Line[] }) {
  const rows = lines.map(({ label, agreement: { figures, exactCount, adjacentCount, pairs } }) => ({
    label,
    exact: figures ? figures.exact * 100 : 0,
    exactLabel: figures
      ? `${strings.exact} ${percent(figures.exact)}`
      : `${strings.exact} ${strings.ofPairs(exactCount, pairs)}`,
    adjacent: figures ? figures.adjacent * 100 : 0,
    adjacentLabel: figures
      ? `${strings.adjacent} ${percent(figures.adjacent)}`
      : `${strings.adjacent} ${strings.ofPairs(adjacentCount, pairs)}`,
  }));
  return (
    <div
      className={styles.wideChart}
      role="img"
      aria-label={rows
        .map(({ label, exactLabel, adjacentLabel }) => `${label}: ${exactLabel}, ${adjacentLabel}`)
        .join('. ')}
    >
      <ResponsiveContainer width="100%" height={rows.length * ROW_PX + AXIS_PX}>
        <BarChart
          data={rows}
          layout="vertical"
          barGap={2}
          margin={{ top: 0, right: 110, bottom: 0, left: 0 }}
          accessibilityLayer={false}
        >
          <XAxis
            type="number"
            domain={[0, 100]}
            ticks={[0, 50, 100]}
            unit=" %"
            tickLine={false}
            axisLine={false}
            height={AXIS_PX}
            tick={{ fill: 'var(--text-faint)', fontSize: 12 }}
          />
          <YAxis
            type="category"
            dataKey="label"
            width={140}
            interval={0}
            tickLine={false}
            axisLine={{ stroke: 'var(--border)' }}
            tick={{ fill: 'var(--text)', fontSize: 12 }}
          />
          <Bar
            dataKey="exact"
            fill="var(--accent)"
            isAnimationActive={false}
            maxBarSize={16}
            minPointSize={1}
          >
            <LabelList dataKey="exactLabel" position="right" fill="var(--text)" fontSize={12} />
          </Bar>
          <Bar
            dataKey="adjacent"
            fill="var(--bg-active)"
            stroke="var(--border-strong)"
            isAnimationActive={false}
            maxBarSize={14}
            minPointSize={1}
          >
            <LabelList dataKey="adjacentLabel" position="right" fill="var(--text-muted)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function AgreementTable({ lines }: { lines: readonly Line[] }) {
  return (
    <TableScroll label={strings.agreement}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{strings.dimension}</th>
            {[
              strings.pairs,
              strings.exact,
              strings.adjacent,
              strings.bias,
              strings.kappa,
              strings.interval,
            ].map((title) => (
              <th key={title} scope="col" className={styles.number}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, label, agreement }) => (
            <tr key={key} className={key === 'pooled' ? styles.pooled : undefined}>
              <th scope="row">
                {label}
                {CASE_NOTES[agreement.case] ? (
                  <span className={styles.note}>{CASE_NOTES[agreement.case]}</span>
                ) : null}
              </th>
              <AgreementCells agreement={agreement} />
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function AgreementCells({ agreement }: { agreement: SharedAgreement }) {
  const { figures, pairs, exactCount, adjacentCount } = agreement;
  if (figures === null) {
    return (
      <>
        <td className={styles.number}>{pairs}</td>
        <td className={styles.number}>{pairs === 0 ? '–' : strings.ofPairs(exactCount, pairs)}</td>
        <td className={styles.number}>{pairs === 0 ? '–' : strings.ofPairs(adjacentCount, pairs)}</td>
        <td className={styles.number}>–</td>
        <td className={styles.number}>–</td>
        <td className={styles.number}>–</td>
      </>
    );
  }
  const isAlpha = figures.coefficient === 'ordinal_alpha';
  const value = isAlpha ? figures.ordinalAlpha : figures.kappa;
  const interval = isAlpha ? figures.alphaInterval : figures.kappaInterval;
  return (
    <>
      <td className={styles.number}>{pairs}</td>
      <td className={styles.number}>{percent(figures.exact)}</td>
      <td className={styles.number}>{percent(figures.adjacent)}</td>
      <td className={styles.number}>{figures.bias === null ? '–' : decimal(figures.bias)}</td>
      <td className={styles.number}>
        {value === null ? '–' : decimal(value)}
        {isAlpha && value !== null ? ` (${strings.alpha.toLowerCase()})` : ''}
      </td>
      <td className={styles.number}>
        {interval === null ? '–' : `${decimal(interval.low)} to ${decimal(interval.high)}`}
      </td>
    </>
  );
}

/** Two decimals, without a negative nothing. */
function decimal(value: number): string {
  return (Math.round(value * 100) / 100 + 0).toFixed(2);
}
