import type { Metric } from '#shared/contracts/scenario-format.contract.ts';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { SourceReference } from './source-reference.tsx';
import { SourcedText } from './sourced-text.tsx';
import { plainText } from './sourced-parts.ts';
import reading from './reading.module.css';

/** What to measure, what the law asks for, and what to watch after launch. */
export function MeasuresView() {
  const { metrics, privacy, monitoring } = useCockpit().scenario.interviewer;
  return (
    <>
      <MetricList title={strings.offlineMetrics} metrics={metrics.offline} />
      <MetricList title={strings.onlineMetrics} metrics={metrics.online} />
      <MetricList title={strings.guardrails} metrics={metrics.guardrails} />
      <section className={reading.block}>
        <h3 className={reading.title}>{strings.privacy}</h3>
        <Points title={strings.personalData} texts={privacy.personal_data} />
        <h4 className={reading.heading}>{strings.rules}</h4>
        <ul>
          {privacy.rules.map(({ law, provision, effect }) => (
            <li key={`${law} ${provision}`} className={reading.entry}>
              <p className={reading.name}>
                {law}, {provision}
              </p>
              <p className={reading.aside}>
                <SourcedText text={effect} />
              </p>
            </li>
          ))}
        </ul>
        <Points title={strings.fairness} texts={privacy.fairness} />
      </section>
      <section className={reading.block}>
        <h3 className={reading.title}>{strings.monitoring}</h3>
        <Points title={strings.drift} texts={monitoring.drift} />
        <Points title={strings.skew} texts={monitoring.skew} />
        <Points title={strings.loops} texts={monitoring.feedback_loops} />
        <h4 className={reading.heading}>{strings.alerts}</h4>
        <ul>
          {monitoring.alerts.map(({ signal, threshold, action }) => (
            <li key={signal} className={reading.entry}>
              <p className={reading.name}>{plainText(signal)}</p>
              <p className={reading.aside}>
                <SourcedText text={threshold} />
              </p>
              <p className={reading.aside}>
                <SourcedText text={action} />
              </p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function MetricList({ title, metrics }: { readonly title: string; readonly metrics: readonly Metric[] }) {
  const { scenario } = useCockpit();
  return (
    <section className={reading.block}>
      <h3 className={reading.title}>{title}</h3>
      <ul>
        {metrics.map(({ name, definition, why, target, trap, src = [] }) => (
          <li key={name} className={reading.entry}>
            <p className={reading.name}>
              {plainText(name)}
              {src.map((id) => (
                <SourceReference key={id} id={id} sources={scenario.interviewer.sources} />
              ))}
            </p>
            <p className={reading.aside}>
              <SourcedText text={definition} />
            </p>
            <p className={reading.aside}>
              <SourcedText text={why} />
            </p>
            {target ? (
              <p className={reading.aside}>
                <span className={reading.label}>{strings.target}: </span>
                <SourcedText text={target} />
              </p>
            ) : null}
            {trap ? (
              <p className={reading.aside}>
                <span className={reading.label}>{strings.trap}: </span>
                <SourcedText text={trap} />
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Points({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h4 className={reading.heading}>{title}</h4>
      <ul className={reading.points}>
        {texts.map((text) => (
          <li key={text}>
            <SourcedText text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
