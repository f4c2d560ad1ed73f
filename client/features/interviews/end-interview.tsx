import { Square } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { Button } from '#client/ui/button.tsx';
import type { InterviewStore } from './interview-store.ts';
import { setupStrings as strings } from './setup-strings.ts';

const ConfirmDialog = lazy(() =>
  import('#client/ui/confirm-dialog.tsx').then((m) => ({ default: m.ConfirmDialog })),
);

export function EndInterview({ store }: { store: InterviewStore }) {
  const [isAsking, setIsAsking] = useState(false);
  usePageActs([
    { id: 'interviews.end', label: strings.endConfirm, group: 'Interview', run: () => setIsAsking(true) },
  ]);
  return (
    <>
      <Button icon={<Square />} onClick={() => setIsAsking(true)}>
        {strings.end}
      </Button>
      <Suspense fallback={null}>
        {isAsking ? (
          <ConfirmDialog
            isOpen
            onOpenChange={setIsAsking}
            title={strings.endTitle}
            description={strings.endText}
            confirmLabel={strings.endConfirm}
            cancelLabel={strings.keepGoing}
            onConfirm={store.end}
          />
        ) : null}
      </Suspense>
    </>
  );
}
