import { Pause, Play, SkipForward, TimerReset } from 'lucide-react';
import { useCommand } from '#client/platform/use-command.ts';
import { DropdownMenu, MenuHeading, MenuItem } from '#client/ui/dropdown-menu.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { useToast } from '#client/ui/toast.tsx';
import type { InterviewStore } from './interview-store.ts';
import type { RunningState } from './phase-clock.ts';
import { setupStrings as strings } from './setup-strings.ts';
import styles from './clock-controls.module.css';

const EXTENSIONS = [2, 5, 10] as const;

/** Pause, more time, next phase: what an interviewer does with the clock. */
export function ClockControls({ store, state }: { store: InterviewStore; state: RunningState }) {
  const { showToast } = useToast();
  const isPaused = state.clock.pausedAt !== null;
  const isLast = state.phaseIndex >= state.phases.length - 1;
  const pause = useCommand(store.setPaused);
  const next = useCommand(() => store.enterPhase(state.phaseIndex + 1));
  const extend = useCommand(async (minutes: number) => {
    await store.extendPhase(minutes);
    showToast({ title: strings.extended(minutes), key: 'extended' });
  });
  return (
    <div className={styles.controls}>
      <IconButton
        label={isPaused ? strings.resume : strings.pause}
        icon={isPaused ? <Play /> : <Pause />}
        isPressed={isPaused}
        isPending={pause.isPending}
        onClick={() => void pause.start(!isPaused)}
      />
      <DropdownMenu
        trigger={<IconButton label={strings.extend} icon={<TimerReset />} isPending={extend.isPending} />}
      >
        <MenuHeading>{strings.extend}</MenuHeading>
        {EXTENSIONS.map((minutes) => (
          <MenuItem key={minutes} onSelect={() => void extend.start(minutes)}>
            {strings.extendBy(minutes)}
          </MenuItem>
        ))}
      </DropdownMenu>
      <IconButton
        label={isLast ? strings.lastPhase : strings.nextPhase}
        shortcut="."
        icon={<SkipForward />}
        disabled={isLast}
        isPending={next.isPending}
        onClick={() => void next.start()}
      />
    </div>
  );
}
