import { CircleCheck } from 'lucide-react';
import { useId, type ReactNode, type RefObject } from 'react';
import type { StepGuide } from '#shared/contracts/scenario-format.contract.ts';
import { useCockpit } from './cockpit-context.ts';
import {
  coverStep,
  groupExpectations,
  ladderFor,
  splitByLevel,
  type LevelGroup,
} from './cockpit-selectors.ts';
import { LEVEL_NAMES, STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { BeyondLevel } from './beyond-level.tsx';
import { ExpectationRow } from './expectation-row.tsx';
import { ProbeRow } from './probe-row.tsx';
import { RedFlagRow } from './red-flag-row.tsx';
import { RevealRow } from './reveal-row.tsx';
import { SourcedText } from './sourced-text.tsx';
import { StepClock } from './step-clock.tsx';
import styles from './step-page.module.css';

export interface StepPageProps {
  readonly guide: StepGuide;
  readonly plannedMs: number;
  /** The step is being worked on, and the bar above the list has its name, aim and time. */
  readonly isNow: boolean;
  readonly scrollRef: RefObject<HTMLElement | null>;
}

/** The guide of one step: its aim, what to hear, what to ask, what to hand over, what to worry about. */
export function StepPage({ guide, plannedMs, isNow, scrollRef }: StepPageProps) {
  const { scenario, level, progress, shown } = useCockpit();
  const coverage = coverStep({ guide, reveals: scenario.reveals, level, progress, shown });
  const expectations = groupExpectations(guide, level);
  const probes = splitByLevel(guide.probes, level);
  const cards = scenario.reveals.filter(({ step }) => step === guide.step);
  const id = useId();
  const parts = [
    {
      key: 'expect',
      name: strings.expect,
      count: `${coverage.expectations.done}/${coverage.expectations.total}`,
    },
    { key: 'probes', name: strings.probes, count: `${coverage.probes.done}/${coverage.probes.total}` },
    { key: 'cards', name: strings.cards, count: `${coverage.cards.done}/${coverage.cards.total}` },
    { key: 'flags', name: strings.redFlags, count: String(coverage.redFlags) },
  ];
  return (
    <>
      <header className={styles.header}>
        {isNow ? null : (
          <>
            <div className={styles.titleLine}>
              <h2 className={styles.title}>{STEP_NAMES[guide.step]}</h2>
              <StepClock step={guide.step} plannedMs={plannedMs} />
            </div>
            <p className={styles.goal}>
              <SourcedText text={guide.goal} />
            </p>
          </>
        )}
        <p className={styles.enough}>
          <CircleCheck aria-hidden="true" />
          <span>
            <strong className={styles.enoughLabel}>{strings.enough}: </strong>
            <SourcedText text={guide.enough} />
          </span>
        </p>
      </header>
      <nav className={styles.parts} aria-label={strings.jump}>
        {parts.map(({ key, name, count }) => (
          <button
            key={key}
            type="button"
            className={styles.part}
            onClick={() => scrollTo(scrollRef.current, `${id}${key}`)}
          >
            {name} <span className={styles.partCount}>{count}</span>
          </button>
        ))}
      </nav>
      <Part
        id={`${id}expect`}
        title={strings.expectHeading}
        summary={strings.coreCovered(coverage.core.done, coverage.core.total)}
      >
        <ExpectationGroups groups={expectations.within} guide={guide} />
        <BeyondLevel count={expectations.beyond.reduce((sum, { items }) => sum + items.length, 0)}>
          <ExpectationGroups groups={expectations.beyond} guide={guide} />
        </BeyondLevel>
      </Part>
      <Part id={`${id}probes`} title={strings.probesHeading}>
        <ul>
          {probes.within.map((probe) => (
            <ProbeRow key={probe.id} probe={probe} />
          ))}
        </ul>
        <BeyondLevel count={probes.beyond.length}>
          <ul>
            {probes.beyond.map((probe) => (
              <ProbeRow key={probe.id} probe={probe} />
            ))}
          </ul>
        </BeyondLevel>
      </Part>
      <Part id={`${id}cards`} title={strings.cardsHeading}>
        {cards.length === 0 ? <p className={styles.none}>{strings.noneHere}</p> : null}
        <ul>
          {cards.map((reveal) => (
            <RevealRow key={reveal.id} reveal={reveal} />
          ))}
        </ul>
      </Part>
      <Part id={`${id}flags`} title={strings.redFlagsHeading}>
        <ul>
          {guide.red_flags.map((flag) => (
            <RedFlagRow key={flag.id} flag={flag} />
          ))}
        </ul>
      </Part>
    </>
  );
}

function ExpectationGroups({
  groups,
  guide,
}: {
  readonly groups: readonly LevelGroup[];
  readonly guide: StepGuide;
}) {
  return groups.map(({ level, items }) => (
    <div key={level} className={styles.group}>
      <h4 className={styles.level}>{LEVEL_NAMES[level]}</h4>
      <ul>
        {items.map((item) => (
          <ExpectationRow key={item.id} item={item} ladder={ladderFor(guide, item.id)} />
        ))}
      </ul>
    </div>
  ));
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly summary?: string;
  readonly children: ReactNode;
}

function Part({ id, title, summary, children }: PartProps) {
  return (
    <section id={id} className={styles.section} aria-label={title}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>{title}</h3>
        {summary ? <span className={styles.summary}>{summary}</span> : null}
      </div>
      {children}
    </section>
  );
}

function scrollTo(scroller: HTMLElement | null, partId: string): void {
  const part = scroller?.ownerDocument.getElementById(partId);
  if (!scroller || !part) return;
  if (scroller.scrollHeight <= scroller.clientHeight) {
    // Read on a page of its own, where the page is what scrolls.
    part.scrollIntoView();
    part.querySelector<HTMLElement>('[data-guide-item]')?.focus({ preventScroll: true });
    return;
  }
  // Not `scrollIntoView`, which would also move the page around the panel.
  const marginTop = Number.parseFloat(getComputedStyle(part).scrollMarginBlockStart);
  const top = part.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
  scroller.scrollBy({ top: top - marginTop });
  part.querySelector<HTMLElement>('[data-guide-item]')?.focus({ preventScroll: true });
}
