import { Play } from 'lucide-react';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import type { InterviewStore } from './interview-store.ts';
import { setupStrings as strings } from './setup-strings.ts';

/** The interviewer's way on from the lobby, and back. */
export function StartActions({ store, mayStart }: { store: InterviewStore; mayStart: boolean }) {
  const start = useCommand(store.start);
  const back = useCommand(store.backToPreparing);
  return (
    <>
      <Button size="lg" variant="ghost" isPending={back.isPending} onClick={() => void back.start()}>
        {strings.back}
      </Button>
      <Button
        size="lg"
        variant={mayStart ? 'primary' : 'secondary'}
        icon={<Play />}
        disabled={!mayStart}
        isPending={start.isPending}
        onClick={() => void start.start()}
      >
        {strings.start}
      </Button>
    </>
  );
}
