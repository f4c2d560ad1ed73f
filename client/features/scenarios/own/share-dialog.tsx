import { useQuery } from '@tanstack/react-query';
import { listRooms } from '#shared/contracts/rooms.contract.ts';
import { shareOwn, stopSharingOwn, type OwnScenario } from '#shared/contracts/scenarios.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Dialog } from '#client/ui/dialog.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { Switch } from '#client/ui/switch.tsx';
import { useBankChanged } from '../bank/use-bank.ts';
import { ownStrings as strings } from './own-strings.ts';
import styles from './share-dialog.module.css';

export interface ShareDialogProps {
  readonly scenario: OwnScenario;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** One switch a room; each holds at once. */
export function ShareDialog({ scenario, isOpen, onOpenChange }: ShareDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={strings.shareTitle}
      description={strings.shareText}
    >
      {isOpen ? <RoomSwitches scenario={scenario} /> : null}
    </Dialog>
  );
}

function RoomSwitches({ scenario: { scenarioId, latest, sharedWith } }: { scenario: OwnScenario }) {
  const changed = useBankChanged();
  const rooms = useQuery({ queryKey: ['rooms', 'list'], queryFn: () => callApi(listRooms, {}) });
  const share = useCommand(async (roomId: string, isShared: boolean) => {
    await callApi(isShared ? shareOwn : stopSharingOwn, { scenarioId, roomId });
    await changed();
  });
  if (rooms.isPending) return <Skeleton shape="block" height={96} />;
  if (rooms.isError) {
    return (
      <ErrorState
        size="sm"
        title={strings.roomsFailed}
        advice={toErrorWords(rooms.error).advice}
        isRetrying={rooms.isRefetching}
        onRetry={() => void rooms.refetch()}
      />
    );
  }
  const shared = new Set(sharedWith.map(({ roomId }) => roomId));
  const own = rooms.data.rooms.filter(
    ({ self, room }) => self.role === 'interviewer' || self.isHost || shared.has(room.id),
  );
  return (
    <div className={styles.rooms}>
      {latest === null ? <Notice title={strings.shareUnpublished} /> : null}
      {own.length === 0 ? <p className={styles.none}>{strings.shareNone}</p> : null}
      {own.map(({ room, partnerNames }) => (
        <Switch
          key={room.id}
          label={room.name}
          description={partnerNames.join(', ') || undefined}
          isChecked={shared.has(room.id)}
          disabled={share.isPending}
          onCheckedChange={(isShared) => void share.start(room.id, isShared)}
        />
      ))}
    </div>
  );
}
