import { Suspense, lazy, useState } from 'react';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { Button } from '#client/ui/button.tsx';
import type { InterviewStore } from './interview-store.ts';
import { setupStrings as strings } from './setup-strings.ts';
import styles from './close-round.module.css';

const ConfirmDialog = lazy(() =>
  import('#client/ui/confirm-dialog.tsx').then((m) => ({ default: m.ConfirmDialog })),
);

/** Makes the review final. Nobody has to: a round that stays open only waits for late forms. */
export function CloseRound({ store }: { store: InterviewStore }) {
  const [isAsking, setIsAsking] = useState(false);
  usePageActs([
    {
      id: 'interviews.close',
      label: strings.closeRound,
      group: 'Interview',
      run: () => setIsAsking(true),
    },
  ]);
  return (
    <section className={styles.close}>
      <p className={styles.text}>{strings.closeRoundText}</p>
      <Button size="sm" variant="ghost" onClick={() => setIsAsking(true)}>
        {strings.closeRound}
      </Button>
      <Suspense fallback={null}>
        {isAsking ? (
          <ConfirmDialog
            isOpen
            onOpenChange={setIsAsking}
            title={strings.closeRoundTitle}
            description={strings.closeRoundQuestion}
            confirmLabel={strings.closeRound}
            cancelLabel={strings.leaveOpen}
            onConfirm={store.closeRound}
          />
        ) : null}
      </Suspense>
    </section>
  );
}
