import { createContext, useContext } from 'react';
import type { InterviewerScenario } from '#shared/contracts/scenario-format.contract.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import type { GuideProgress } from '#shared/domain/timeline.ts';
import type { Level } from '#shared/domain/vocabulary.ts';
import type { ServerClock } from '#client/platform/server-clock.ts';
import type { CockpitAct, GuideActs } from './use-guide-acts.ts';

/** What every row of the cockpit reads: the guide, what stands, and what may be done. */
export interface CockpitModel extends GuideActs {
  readonly scenario: InterviewerScenario;
  readonly level: Level;
  readonly state: InterviewState;
  readonly progress: GuideProgress;
  /** Cards everybody has, by reveal id, with the interview clock of the first showing. */
  readonly shown: ReadonlyMap<string, number>;
  readonly clock: ServerClock;
  /** Whether acts of this kind have their button now. */
  readonly may: (type: CockpitAct['type']) => boolean;
}

export const CockpitContext = createContext<CockpitModel | null>(null);

export function useCockpit(): CockpitModel {
  const model = useContext(CockpitContext);
  if (!model) throw new Error('useCockpit needs a Cockpit above it');
  return model;
}
