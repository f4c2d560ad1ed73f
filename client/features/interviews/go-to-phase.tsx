import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import type { InterviewStore } from './interview-store.ts';
import type { PhaseView } from './phase-clock.ts';
import { setupStrings as strings } from './setup-strings.ts';
import styles from './go-to-phase.module.css';

export function GoToPhase({ store, view }: { store: InterviewStore; view: PhaseView }) {
  const go = useCommand(() => store.enterPhase(view.index));
  return (
    <Button className={styles.go} isFullWidth isPending={go.isPending} onClick={() => void go.start()}>
      {strings.goTo}
    </Button>
  );
}
