import { UserPlus } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { Button } from '#client/ui/button.tsx';
import { raterStrings as strings } from './strings.ts';

const AskRaterDialog = lazy(() =>
  import('./ask-rater-dialog.tsx').then((m) => ({ default: m.AskRaterDialog })),
);

/** The way to a second opinion. Only for those the server lets ask. */
export function AskRater({ interviewId }: { readonly interviewId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <>
      <Button
        icon={<UserPlus />}
        onClick={() => {
          setWasOpened(true);
          setIsOpen(true);
        }}
      >
        {strings.ask}
      </Button>
      {wasOpened ? (
        <Suspense fallback={null}>
          <AskRaterDialog interviewId={interviewId} isOpen={isOpen} onOpenChange={setIsOpen} />
        </Suspense>
      ) : null}
    </>
  );
}
