import { useState } from 'react';
import { Bar, BarChart, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { InterviewerProgress as Progress } from '#shared/contracts/progress.contract.ts';
import { formatHundredths } from '#shared/domain/rubric-score.ts';
import { RaterFigures } from './rater-figures.tsx';
import { Section } from './section.tsx';
import { progressStrings as strings, questionLabel } from './strings.ts';
import { ViewSwitch, type View } from './view-switch.tsx';
import { TableScroll } from './table-scroll.tsx';
import styles from './progress.module.css';

const ROW_PX = 34;
const AXIS_PX = 28;

/** How somebody interviews: what candidates say, how hints are given, how the ratings lie. */
export function InterviewerProgress({ progress }: { progress: Progress }) {
  const { hints, interviews } = progress;
  return (
    <>
      <Feedback feedback={progress.feedback} />
      <Section title={strings.hints} text={strings.hintsText(interviews, hints.withoutHints)}>
        <dl className={styles.figures}>
          {(
            [
              [strings.nudges, hints.nudges],
              [strings.pointers, hints.pointers],
              [strings.reveals, hints.reveals],
            ] as const
          ).map(([title, count]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <strong>{count}</strong> {strings.perInterview(count, interviews)}
              </dd>
            </div>
          ))}
          {(
            [
              [strings.used, hints.used],
              [strings.partly, hints.partly],
              [strings.ignored, hints.ignored],
            ] as const
          ).map(([title, count]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>
                <strong>{count}</strong>
              </dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={strings.rater} text={strings.raterPrivate}>
        <RaterFigures figures={progress.rater} />
      </Section>
    </>
  );
}

function Feedback({ feedback }: { feedback: Progress['feedback'] }) {
  const [view, setView] = useState<View>('chart');
  const { averages, sessions, needed } = feedback;
  if (averages === null) {
    return (
      <Section title={strings.feedback} text={strings.feedbackTooFew(sessions, needed)}>
        {null}
      </Section>
    );
  }
  return (
    <Section
      title={strings.feedback}
      text={strings.feedbackText(sessions)}
      actions={<ViewSwitch value={view} onChange={setView} />}
    >
      {view === 'chart' ? <FeedbackChart averages={averages} /> : <FeedbackTable averages={averages} />}
    </Section>
  );
}

type Averages = NonNullable<Progress['feedback']['averages']>;

function FeedbackChart({ averages }: { averages: Averages }) {
  const rows = averages.map(({ question, meanHundredths }) => ({
    label: questionLabel(question),
    mean: (meanHundredths ?? 0) / 100,
    value: meanHundredths === null ? strings.tooFew : formatHundredths(meanHundredths),
  }));
  return (
    <div
      className={styles.wideChart}
      role="img"
      aria-label={rows.map(({ label, value }) => `${label}: ${value}`).join('. ')}
    >
      <ResponsiveContainer width="100%" height={rows.length * ROW_PX + AXIS_PX}>
        <BarChart
          data={rows}
          layout="vertical"
          margin={{ top: 0, right: 56, bottom: 0, left: 0 }}
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
            width={150}
            interval={0}
            tickLine={false}
            axisLine={{ stroke: 'var(--border)' }}
            tick={{ fill: 'var(--text)', fontSize: 12 }}
          />
          <Bar
            dataKey="mean"
            fill="var(--accent)"
            radius={[0, 3, 3, 0]}
            isAnimationActive={false}
            maxBarSize={16}
            minPointSize={1}
          >
            <LabelList dataKey="value" position="right" fill="var(--text)" fontSize={12} />
          </Bar>
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function FeedbackTable({ averages }: { averages: Averages }) {
  return (
    <TableScroll label={strings.feedback}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{strings.question}</th>
            <th scope="col" className={styles.number}>
              {strings.mean}
            </th>
            <th scope="col" className={styles.number}>
              {strings.answers}
            </th>
          </tr>
        </thead>
        <tbody>
          {averages.map(({ question, meanHundredths, count }) => (
            <tr key={question}>
              <th scope="row">{questionLabel(question)}</th>
              <td className={styles.number}>
                {meanHundredths === null ? strings.tooFew : formatHundredths(meanHundredths)}
              </td>
              <td className={styles.number}>{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
