import { useCommand } from '#client/platform/use-command.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import type { InterviewStore } from './interview-store.ts';
import type { RunningState } from './phase-clock.ts';
import { setupStrings as strings } from './setup-strings.ts';

/** The interviewer's acts on the clock, for keyboard and palette. */
export function useClockActs({
  store,
  state,
  isAllowed,
}: {
  store: InterviewStore;
  state: RunningState;
  isAllowed: boolean;
}): void {
  const isPaused = state.clock.pausedAt !== null;
  const isLast = state.phaseIndex >= state.phases.length - 1;
  const next = useCommand(() => store.enterPhase(state.phaseIndex + 1));
  const back = useCommand(() => store.enterPhase(state.phaseIndex - 1));
  const pause = useCommand(() => store.setPaused(!isPaused));
  const extend = useCommand(() => store.extendPhase(5));
  const group = 'Interview';
  usePageActs(
    isAllowed
      ? [
          ...(isLast
            ? []
            : [
                {
                  id: 'interviews.next-phase',
                  label: strings.nextPhase,
                  group,
                  keys: '.',
                  run: () => void next.start(),
                },
              ]),
          ...(state.phaseIndex > 0
            ? [
                {
                  id: 'interviews.previous-phase',
                  label: strings.previousPhase,
                  group,
                  run: () => void back.start(),
                },
              ]
            : []),
          {
            id: 'interviews.pause',
            label: isPaused ? strings.resume : strings.pause,
            group,
            run: () => void pause.start(),
          },
          {
            id: 'interviews.extend',
            label: strings.extendBy(5),
            group,
            keywords: ['time', 'minutes', 'extend'],
            run: () => void extend.start(),
          },
        ]
      : [],
  );
}
