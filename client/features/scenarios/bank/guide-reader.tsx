import { FileText } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { InterviewerScenario } from '#shared/contracts/scenario-format.contract.ts';
import { foldGuideActs } from '#shared/domain/timeline.ts';
import { FORMATS, LEVELS, STEPS, type Format, type Level, type Step } from '#shared/domain/vocabulary.ts';
import { serverClock } from '#client/platform/server-clock.ts';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { CockpitContext, type CockpitModel } from '../cockpit-context.ts';
import { guideOf } from '../cockpit-selectors.ts';
import { SECTION_NAMES, STEP_NAMES } from '../cockpit-strings.ts';
import { SECTIONS, type Section } from '../guide-index.ts';
import { SectionView } from '../interview-view.tsx';
import { StepPage } from '../step-page.tsx';
import { LEVEL_NAMES, bankStrings as strings } from './bank-strings.ts';
import { UseInRoom } from './use-in-room.tsx';
import styles from './guide-reader.module.css';

type Part = Section | Step;
const PARTS: readonly Part[] = ['brief', ...STEPS, ...SECTIONS.filter((section) => section !== 'brief')];
const MS_PER_MINUTE = 60_000;
const NONE_DUE: ReadonlySet<string> = new Set();

export interface GuideReaderProps {
  readonly scenarioId: string;
  readonly scenario: InterviewerScenario;
}

/** The interviewer's guide to read, outside of any interview: the cockpit's own parts with nothing to mark. */
export function GuideReader({ scenarioId, scenario }: GuideReaderProps) {
  const [params, setParams] = useSearchParams();
  const scrollRef = useRef<HTMLDivElement>(null);
  const { meta } = scenario;
  const part = pick(PARTS, params.get('part')) ?? 'brief';
  const level =
    pick(LEVELS, params.get('level')) ??
    meta.levels.find((each) => each === 'senior') ??
    meta.levels[0] ??
    'senior';
  const format = pick(FORMATS, params.get('format')) ?? 'm60';
  const model = useMemo(() => readingModel(scenario, level), [scenario, level]);
  const lastPart = useRef(part);
  useEffect(() => {
    if (lastPart.current === part) return;
    lastPart.current = part;
    // A new part begins at its beginning, wherever the last one was left.
    if ((scrollRef.current?.getBoundingClientRect().top ?? 0) < 0) scrollRef.current?.scrollIntoView();
  }, [part]);
  const guide = isStep(part) ? guideOf(scenario, part) : null;

  const addressOf = (change: Record<string, string>) =>
    `?${new URLSearchParams({ part, level, format, ...change })}`;
  const choose = (change: Record<string, string>) =>
    setParams({ part, level, format, ...change }, { replace: true });
  return (
    <CockpitContext value={model}>
      <PageHeader
        back={{ to: `/scenarios/${scenarioId}`, label: strings.backToCase }}
        title={meta.title}
        text={strings.guideNote}
      >
        <ButtonLink icon={<FileText />} to={`/scenarios/${scenarioId}/briefing${addressOf({})}`}>
          {strings.briefing}
        </ButtonLink>
        <UseInRoom scenarioId={scenarioId} />
      </PageHeader>
      <div className={styles.choices}>
        <ReadingChoices level={level} format={format} onChoose={choose} />
      </div>
      <div className={styles.layout}>
        <div className={styles.partSelect}>
          <Select
            aria-label={strings.part}
            value={part}
            options={PARTS.map((value) => ({ value, label: nameOf(value) }))}
            onValueChange={(value) => choose({ part: value })}
          />
        </div>
        <nav className={styles.parts} aria-label={strings.parts}>
          <PartLinks parts={['brief']} part={part} addressOf={addressOf} />
          <h2 className={styles.heading}>{strings.steps}</h2>
          <PartLinks parts={STEPS} part={part} addressOf={addressOf} />
          <h2 className={styles.heading}>{strings.whole}</h2>
          <PartLinks
            parts={SECTIONS.filter((section) => section !== 'brief')}
            part={part}
            addressOf={addressOf}
          />
        </nav>
        <div ref={scrollRef} className={styles.content}>
          {guide ? (
            <StepPage
              key={guide.step}
              guide={guide}
              plannedMs={guide.minutes[format] * MS_PER_MINUTE}
              isNow={false}
              scrollRef={scrollRef}
            />
          ) : (
            <>
              <h2 className={styles.partTitle}>{nameOf(part)}</h2>
              {isStep(part) ? null : <SectionView section={part} dueCurveballIds={NONE_DUE} />}
            </>
          )}
        </div>
      </div>
    </CockpitContext>
  );
}

export interface ReadingChoicesProps {
  readonly level: Level;
  readonly format: Format;
  readonly onChoose: (change: Record<string, string>) => void;
}

/** For whom and for how long one reads. */
export function ReadingChoices({ level, format, onChoose }: ReadingChoicesProps) {
  return (
    <>
      <SegmentedControl
        size="sm"
        label={strings.level}
        segments={LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
        value={level}
        onValueChange={(value) => onChoose({ level: value })}
      />
      <SegmentedControl
        size="sm"
        label={strings.format}
        segments={FORMATS.map((value) => ({ value, label: strings.minutes[value] }))}
        value={format}
        onValueChange={(value) => onChoose({ format: value })}
      />
    </>
  );
}

interface PartLinksProps {
  readonly parts: readonly Part[];
  readonly part: Part;
  readonly addressOf: (change: Record<string, string>) => string;
}

function PartLinks({ parts, part, addressOf }: PartLinksProps) {
  return (
    <ul>
      {parts.map((each) => (
        <li key={each}>
          <Link
            replace
            to={addressOf({ part: each })}
            className={styles.part}
            aria-current={each === part ? 'page' : undefined}
          >
            {nameOf(each)}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The cockpit's parts ask what stands and what may be done; outside of an interview nothing does. */
function readingModel(scenario: InterviewerScenario, level: Level): CockpitModel {
  return {
    scenario,
    level,
    state: { status: 'preparing' },
    progress: foldGuideActs([]),
    shown: new Map(),
    clock: serverClock,
    may: () => false,
    act: () => undefined,
    failureOf: () => null,
    isPending: () => false,
  };
}

export function pick<T extends string>(all: readonly T[], wanted: string | null): T | null {
  return all.find((value) => value === wanted) ?? null;
}

function isStep(part: Part): part is Step {
  return STEPS.some((step) => step === part);
}

function nameOf(part: Part): string {
  return isStep(part) ? STEP_NAMES[part] : SECTION_NAMES[part];
}
