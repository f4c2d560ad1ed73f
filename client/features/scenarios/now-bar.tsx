import { Telescope } from 'lucide-react';
import { phaseLeftMs } from '#shared/domain/interview-machine.ts';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import { ClockText } from '#client/ui/clock-text.tsx';
import { useCockpit } from './cockpit-context.ts';
import { coverPhase, guideOf } from './cockpit-selectors.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { plainText } from './sourced-parts.ts';
import { useClockBeat } from './use-clock-beat.ts';
import styles from './now-bar.module.css';

/** How many topics the deep dive has time for. */
const DIVES = 2;

export interface NowBarProps {
  /** One line, where the list below needs the height. */
  readonly isCompact: boolean;
  readonly onChooseDives: () => void;
}

/** Where the interview is: the phase, what is left of it, its aim, and how much of its guide is covered. Always in sight. */
export function NowBar({ isCompact, onChooseDives }: NowBarProps) {
  const { scenario, level, state, progress } = useCockpit();
  const phase = state.status === 'running' ? state.phases[state.phaseIndex] : undefined;
  if (!phase) return null;
  const [step, ...more] = phase.steps;
  const guide = step && more.length === 0 ? guideOf(scenario, step) : null;
  const goal = guide ? plainText(guide.goal) : PHASE_TEXT[phase.id].goal;
  const { core, expectations } = coverPhase({ scenario, steps: phase.steps, level, progress });
  const isAboutDives = phase.id === 'architecture' || phase.id === 'deep-dive';
  return (
    <header className={styles.bar}>
      <div className={styles.line}>
        <h2 className={styles.title}>{PHASE_TEXT[phase.id].title}</h2>
        <TimeLeft />
        {phase.steps.length > 0 ? (
          <span className={styles.counts} title={strings.coverage(core, expectations)}>
            <span className="visually-hidden">{strings.coverage(core, expectations)}</span>
            <span aria-hidden="true">
              <strong className={styles.core}>
                {core.done}/{core.total}
              </strong>{' '}
              {strings.coreShort} · {expectations.done}/{expectations.total}
            </span>
          </span>
        ) : null}
      </div>
      {isCompact ? null : (
        <p className={styles.goal} title={goal}>
          {goal}
        </p>
      )}
      {isAboutDives && !isCompact ? (
        <button type="button" className={styles.dives} onClick={onChooseDives}>
          <Telescope aria-hidden="true" />
          {strings.divesChosen(progress.deepDives.size, DIVES)}
        </button>
      ) : null}
    </header>
  );
}

/** Alone, because it alone is drawn every second. */
function TimeLeft() {
  const { state, clock } = useCockpit();
  const now = useClockBeat(clock, { beatMs: 1_000, isTicking: true });
  if (state.status !== 'running') return null;
  const leftMs = phaseLeftMs(state, state.phaseIndex, now);
  const isOver = leftMs < 0;
  return (
    <span className={styles.left} data-over={isOver || undefined}>
      <ClockText durationMs={Math.abs(leftMs)} /> {isOver ? strings.over : strings.left}
    </span>
  );
}
