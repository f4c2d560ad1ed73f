import { useMemo, useState } from 'react';
import { phaseLeftMs } from '#shared/domain/interview-machine.ts';
import { rankProbes, type Proposal } from '#shared/domain/next-probe.ts';
import { useCockpit } from './cockpit-context.ts';
import { phaseKeyOf, stepsOfNow, type GuidePage } from './cockpit-selectors.ts';
import { useClockBeat } from './use-clock-beat.ts';

/** As often as the time left is looked at again: a question must not change while somebody reads it out. */
const BAND_BEAT_MS = 60_000;

export interface NextProbe {
  /** The one that is held, or the best one; null when nothing is open that a question is left for. */
  readonly proposal: Proposal | null;
  /** Whether there is another one to go to. */
  readonly hasOthers: boolean;
  /** Keeps this one in sight until its expectation is heard, the phase ends or somebody goes on. */
  readonly hold: () => void;
  /** Lets go of what was held, and shows what is best then. */
  readonly release: () => void;
  /** Puts this one aside for the phase, without a record; after the last one the first comes back. */
  readonly skip: () => void;
}

/** The next best question of a running interview. While one is being answered it stays, with what to listen for. */
export function useNextProbe({ page }: { readonly page: GuidePage }): NextProbe {
  const { scenario, level, state, progress, clock } = useCockpit();
  const phaseKey = phaseKeyOf(state);
  const [aside, setAside] = useState<{ phaseKey: string; keys: ReadonlySet<string> }>({
    phaseKey,
    keys: new Set(),
  });
  const [held, setHeld] = useState<{ phaseKey: string; proposal: Proposal } | null>(null);
  const minute = useClockBeat(clock, { beatMs: BAND_BEAT_MS, isTicking: state.status === 'running' });
  const ranking = useMemo(() => {
    if (state.status !== 'running') return [];
    return rankProbes({
      steps: scenario.interviewer.steps,
      level,
      now: stepsOfNow({ state, page, scenario, chosenDives: progress.deepDives }),
      isWrapUp: state.phases[state.phaseIndex]?.id === 'wrap',
      leftMs: phaseLeftMs(state, state.phaseIndex, Math.max(minute, clock.now())),
      progress,
    });
  }, [scenario, level, state, page, progress, clock, minute]);
  const keys = aside.phaseKey === phaseKey ? aside.keys : new Set<string>();
  const isHeld =
    held !== null && held.phaseKey === phaseKey && !progress.ticked.has(held.proposal.expectation.id);
  const proposal =
    (isHeld ? held.proposal : null) ?? ranking.find(({ key }) => !keys.has(key)) ?? ranking[0] ?? null;
  return {
    proposal,
    hasOthers: ranking.some(({ key }) => key !== proposal?.key),
    hold: () => setHeld(proposal && { phaseKey, proposal }),
    release: () => setHeld(null),
    skip() {
      setHeld(null);
      if (!proposal) return;
      const next = new Set([...keys, proposal.key]);
      const isLast = ranking.every(({ key }) => next.has(key));
      setAside({ phaseKey, keys: isLast ? new Set() : next });
    },
  };
}
