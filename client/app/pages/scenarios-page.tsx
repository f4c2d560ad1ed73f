import { useNavigate, useParams } from 'react-router';
import { startGuest } from '#client/features/accounts/account-api.ts';
import { useLoginChanged } from '#client/features/accounts/use-login.ts';
import { bankStrings as strings } from '#client/features/scenarios/bank/bank-strings.ts';
import { BankView } from '#client/features/scenarios/bank/bank-view.tsx';
import { OwnList } from '#client/features/scenarios/own/own-list.tsx';
import { ownStrings } from '#client/features/scenarios/own/own-strings.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { useTitle } from '../use-title.ts';
import styles from './scenarios-page.module.css';

const PARTS = [
  { value: 'bank', label: strings.bank },
  { value: 'own', label: strings.own },
] as const;

/** `/scenarios`, a case of it, and `/scenarios/own`. */
export function ScenariosPage({ part }: { readonly part: 'bank' | 'own' }) {
  const { scenarioId = null } = useParams();
  const navigate = useNavigate();
  useTitle(strings.title);
  return (
    <main className={classNames(page.frame, styles.page)}>
      <PageHeader title={strings.title} text={part === 'bank' ? strings.text : ownStrings.text}>
        <SegmentedControl
          label={strings.tabs}
          segments={PARTS}
          value={part}
          onValueChange={(next) => void navigate(next === 'bank' ? '/scenarios' : '/scenarios/own')}
        />
      </PageHeader>
      {part === 'bank' ? (
        <BankView chosenId={scenarioId} welcome={<GuestWelcome />} />
      ) : (
        <OwnList welcome={<GuestWelcome />} />
      )}
    </main>
  );
}

/** For a browser that is nobody yet: what was seen has to be remembered for somebody. */
function GuestWelcome() {
  const changed = useLoginChanged();
  const start = useCommand(async () => {
    await startGuest();
    await changed();
  });
  return (
    <EmptyState
      title={strings.guestTitle}
      action={
        <Button variant="primary" isPending={start.isPending} onClick={() => void start.start()}>
          {strings.guest}
        </Button>
      }
    >
      {strings.guestText}
    </EmptyState>
  );
}
