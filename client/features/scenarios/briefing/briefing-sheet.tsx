import { useMemo, type ReactNode } from 'react';
import type { InterviewerScenario } from '#shared/contracts/scenario-format.contract.ts';
import { FORMAT_MINUTES, type Format, type Level } from '#shared/domain/vocabulary.ts';
import { LEVEL_NAMES, STEP_NAMES } from '../cockpit-strings.ts';
import { briefingStrings as strings } from './briefing-strings.ts';
import { composeBriefing, type Briefing, type BriefingCard } from './compose-briefing.ts';
import styles from './briefing-sheet.module.css';

export interface BriefingSheetProps {
  readonly scenario: InterviewerScenario;
  readonly level: Level;
  readonly format: Format;
}

/** Two sheets of A4: what to know before the interview, and what to have beside one during it. */
export function BriefingSheet({ scenario, level, format }: BriefingSheetProps) {
  const briefing = useMemo(() => composeBriefing(scenario, { level, format }), [scenario, level, format]);
  const facts = strings.facts(LEVEL_NAMES[level], FORMAT_MINUTES[format]);
  const { intro, wrap } = scenario.interviewer.bookends;
  return (
    <article className={styles.sheets}>
      <div className={styles.sheet} data-sheet>
        <header className={styles.header}>
          <h1 className={styles.title}>{scenario.meta.title}</h1>
          <p className={styles.facts}>{facts}</p>
          <p className={styles.subtitle}>{strings.subtitle}</p>
        </header>
        <div className={styles.columns}>
          <BeforeYouStart briefing={briefing} />
        </div>
      </div>
      <div className={styles.sheet} data-sheet>
        <Part title={strings.steps}>
          <p className={styles.hint}>{strings.stepsHint(intro[format], wrap[format])}</p>
          <ol className={styles.steps}>
            {briefing.steps.map(({ step, minutes, startsAtMinute, goal, core, firstProbe }) => (
              <li key={step} className={styles.step}>
                <div>
                  <h3 className={styles.stepName}>{STEP_NAMES[step]}</h3>
                  <p className={styles.stepTime}>{strings.minutes(minutes)}</p>
                  <p className={styles.stepTime}>{strings.from(startsAtMinute)}</p>
                </div>
                <div>
                  <p>{goal}</p>
                  {firstProbe === null ? null : (
                    <p className={styles.ask}>
                      <span className={styles.label}>{strings.askFirst}: </span>
                      {firstProbe}
                    </p>
                  )}
                </div>
                <ul className={styles.hear} aria-label={strings.hear}>
                  {core.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </Part>
        <div className={styles.columns}>
          <Part title={strings.tradeOffs}>
            <ul className={styles.points}>
              {briefing.tradeOffs.map(({ id, a, b, mentions }) => (
                <li key={id}>
                  <strong>{a}</strong> {strings.or} <strong>{lowerFirst(b)}</strong>{' '}
                  {mentions.length === 0 ? null : (
                    <span className={styles.quiet}>
                      ({strings.mentions} {mentions.join(', ')})
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </Part>
          <Part title={strings.redFlags}>
            <ul className={styles.points}>
              {briefing.redFlags.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          </Part>
        </div>
      </div>
    </article>
  );
}

function BeforeYouStart({ briefing }: { readonly briefing: Briefing }) {
  return (
    <>
      <Part title={strings.opening}>
        <p className={styles.aloud}>{briefing.opening}</p>
      </Part>
      <Part title={strings.theCase}>
        {briefing.prompt.map((text) => (
          <p key={text} className={styles.aloud}>
            {text}
          </p>
        ))}
      </Part>
      <Part title={strings.primer}>
        {briefing.primer.map((text) => (
          <p key={text} className={styles.text}>
            {text}
          </p>
        ))}
      </Part>
      <Part title={strings.cards}>
        <p className={styles.hint}>
          {strings.cardsHint} {briefing.otherCards > 0 ? strings.otherCards(briefing.otherCards) : null}
        </p>
        <ul className={styles.points}>
          {briefing.cards.map((card) => (
            <li key={card.id}>
              <strong>{card.asks.map((ask) => `“${ask}”`).join(', ')}</strong> {marksOf(card)}
              {card.gist}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={strings.numbers}>
        <dl className={styles.numbers}>
          {briefing.numbers.map(({ id, label, value, range, why }) => (
            <div key={id} className={styles.number}>
              <dt>{label}</dt>
              <dd>
                <strong>{value}</strong>
                <span className={styles.quiet}>
                  {range === '' ? '' : ` (${strings.range(range)})`}: {why}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      </Part>
      <Part title={strings.traps}>
        <ul className={styles.points}>
          {briefing.traps.map(({ name, text }) => (
            <li key={name}>
              <strong>{name}:</strong> {text}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={strings.curveballs}>
        <ul className={styles.points}>
          {briefing.curveballs.map(({ id, trigger, say }) => (
            <li key={id}>
              <strong>{strings.when(trigger)}:</strong> {say}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={strings.closing}>
        <p className={styles.aloud}>{briefing.closing}</p>
      </Part>
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

function marksOf({ isKey, isExhibit, isVolunteered, offerByMinute }: BriefingCard): ReactNode {
  const marks = [
    ...(isKey ? [strings.key] : []),
    ...(isExhibit ? [strings.exhibit] : []),
    ...(isVolunteered ? [strings.volunteer] : []),
    ...(offerByMinute === null ? [] : [strings.offerBy(offerByMinute)]),
  ];
  return marks.map((mark) => (
    <span key={mark} className={styles.mark}>
      {mark}
    </span>
  ));
}

/** Inside a sentence a capital stays only on an abbreviation. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z' ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
