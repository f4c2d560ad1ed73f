import { Ellipsis, FilePlus2, Upload } from 'lucide-react';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import type { OwnScenario } from '#shared/contracts/scenarios.contract.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '#client/ui/dropdown-menu.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { Row, RowList } from '#client/ui/row-list.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { ownBadges } from './own-state.ts';
import { ownStrings as strings } from './own-strings.ts';
import { ShareDialog } from './share-dialog.tsx';
import { useOwnActs } from './use-own-acts.ts';
import { useOwnScenarios } from './use-own.ts';
import styles from './own-list.module.css';

/** What the reader wrote, and the ways to begin another. */
export function OwnList({ welcome }: { readonly welcome: ReactNode }) {
  const own = useOwnScenarios();
  const acts = useOwnActs();
  const fileRef = useRef<HTMLInputElement>(null);
  const [isDropping, setIsDropping] = useState(false);

  function handleDrop(event: DragEvent) {
    event.preventDefault();
    setIsDropping(false);
    const file = event.dataTransfer.files[0];
    if (file) void acts.upload(file);
  }

  if (own.isError) {
    if (asApiError(own.error).code === 'UNAUTHENTICATED') return welcome;
    return (
      <ErrorState
        title={strings.failed}
        advice={toErrorWords(own.error).advice}
        isRetrying={own.isRefetching}
        onRetry={() => void own.refetch()}
      />
    );
  }
  return (
    // A second way besides the button, which works for everybody.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.own}
      data-dropping={isDropping || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setIsDropping(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setIsDropping(false);
      }}
      onDrop={handleDrop}
    >
      <div className={styles.acts}>
        <Button
          variant="primary"
          icon={<FilePlus2 />}
          isPending={acts.begin.isPending}
          onClick={() => void acts.begin.start(null)}
        >
          {strings.create}
        </Button>
        <Button icon={<Upload />} onClick={() => fileRef.current?.click()}>
          {strings.upload}
        </Button>
        <ButtonLink variant="ghost" to="/scenarios">
          {strings.fromBank}
        </ButtonLink>
        <input
          ref={fileRef}
          hidden
          type="file"
          accept=".yaml,.yml,application/yaml,text/yaml,text/plain"
          aria-label={strings.upload}
          onChange={(event) => {
            const file = event.target.files?.[0];
            // The same file may be chosen again after it was mended.
            event.target.value = '';
            if (file) void acts.upload(file);
          }}
        />
      </div>
      {own.isPending ? (
        <div aria-busy="true" role="status" aria-label={strings.loading} className={styles.skeleton}>
          <Skeleton shape="block" height={57} />
          <Skeleton shape="block" height={57} />
        </div>
      ) : null}
      {own.data?.length === 0 ? (
        <EmptyState title={strings.emptyTitle}>{strings.emptyText}</EmptyState>
      ) : null}
      {own.data && own.data.length > 0 ? (
        <RowList label={strings.list}>
          {own.data.map((scenario) => (
            <OwnRow key={scenario.scenarioId} scenario={scenario} acts={acts} />
          ))}
        </RowList>
      ) : null}
      {isDropping ? <p className={styles.drop}>{strings.dropHere}</p> : null}
    </div>
  );
}

function OwnRow({ scenario, acts }: { scenario: OwnScenario; acts: ReturnType<typeof useOwnActs> }) {
  const { scenarioId, isRetired, isPinned, sharedWith, savedAt } = scenario;
  const [dialog, setDialog] = useState<'share' | 'delete' | null>(null);
  const title = scenario.title ?? strings.unnamed;
  return (
    <Row
      to={`/scenarios/own/${scenarioId}`}
      title={title}
      detail={
        <>
          {strings.saved} <RelativeTime at={new Date(savedAt)} />
          {sharedWith.length > 0
            ? ` · ${strings.sharedWith(sharedWith.map(({ name }) => name).join(', '))}`
            : null}
        </>
      }
      areActsSlim
      acts={
        <>
          <DropdownMenu
            align="end"
            trigger={<IconButton label={strings.actsFor(title)} icon={<Ellipsis />} />}
          >
            <MenuItem onSelect={() => void acts.download.start(scenario)}>{strings.download}</MenuItem>
            <MenuItem onSelect={() => setDialog('share')}>{strings.share}</MenuItem>
            {scenario.latest ? (
              <MenuItem onSelect={() => void acts.setRetired.start(scenarioId, !isRetired)}>
                {isRetired ? strings.unretire : strings.retire}
              </MenuItem>
            ) : null}
            <MenuSeparator />
            <MenuItem tone="danger" onSelect={() => setDialog('delete')}>
              {strings.delete}
            </MenuItem>
          </DropdownMenu>
          <ShareDialog
            scenario={scenario}
            isOpen={dialog === 'share'}
            onOpenChange={(isOpen) => setDialog(isOpen ? 'share' : null)}
          />
          <ConfirmDialog
            isOpen={dialog === 'delete'}
            onOpenChange={(isOpen) => setDialog(isOpen ? 'delete' : null)}
            title={strings.deleteTitle}
            description={isPinned ? strings.deleteInUse : strings.deleteText}
            confirmLabel={isPinned ? strings.retire : strings.deleteConfirm}
            failureText={strings.deleteInUse}
            onConfirm={async () => {
              if (isPinned) await acts.setRetired.start(scenarioId, true);
              else await acts.remove(scenarioId);
            }}
          />
        </>
      }
    >
      <span className={styles.badges}>
        {ownBadges(scenario).map(({ tone, text }) => (
          <Badge key={text} tone={tone}>
            {text}
          </Badge>
        ))}
      </span>
    </Row>
  );
}
