import { DoorOpen, Ellipsis, Keyboard, Pencil, Settings, UserPlus, Webhook } from 'lucide-react';
import { Suspense, lazy, useState } from 'react';
import { useNavigate } from 'react-router';
import { pageActs, usePageActs } from '#client/platform/shortcuts.ts';
import { DropdownMenu, MenuItem, MenuSeparator } from '#client/ui/dropdown-menu.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { appStrings } from '../strings.ts';
import type { RoomProps } from './room-context.ts';
import { roomPageStrings as strings } from './strings.ts';

const RenameDialog = lazy(() =>
  import('#client/features/rooms/rename-dialog.tsx').then((m) => ({ default: m.RenameDialog })),
);
const WebhooksDialog = lazy(() =>
  import('#client/features/webhooks/webhooks-dialog.tsx').then((m) => ({ default: m.WebhooksDialog })),
);
const ConfirmDialog = lazy(() =>
  import('#client/ui/confirm-dialog.tsx').then((m) => ({ default: m.ConfirmDialog })),
);

/** What one does with the room itself, and the way out. */
export function RoomMenu({ roomStore, snapshot, self, interview, onInvite }: RoomProps) {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'rename' | 'webhooks' | 'leave' | null>(null);
  const isRunning = interview.state.status === 'running';
  const leave = () => {
    if (isRunning && self.role !== 'observer') setOpen('leave');
    else void navigate('/');
  };
  const group = strings.groupRoom;
  usePageActs([
    ...(onInvite
      ? [
          {
            id: 'rooms.invite',
            label: strings.invite,
            group,
            keywords: ['link', 'people'],
            run: () => onInvite('candidate'),
          },
        ]
      : []),
    ...(self.isHost
      ? [
          { id: 'rooms.rename', label: strings.rename, group, run: () => setOpen('rename') },
          { id: 'rooms.webhooks', label: strings.webhooks, group, run: () => setOpen('webhooks') },
        ]
      : []),
    { id: 'rooms.leave', label: strings.leave, group, run: leave },
  ]);
  const handleOpenChange = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  return (
    <>
      <DropdownMenu align="end" trigger={<IconButton label={strings.more} icon={<Ellipsis />} />}>
        {onInvite ? (
          <MenuItem icon={<UserPlus />} onSelect={() => onInvite('candidate')}>
            {strings.invite}
          </MenuItem>
        ) : null}
        {self.isHost ? (
          <MenuItem icon={<Pencil />} onSelect={() => setOpen('rename')}>
            {strings.rename}
          </MenuItem>
        ) : null}
        {self.isHost ? (
          <MenuItem icon={<Webhook />} onSelect={() => setOpen('webhooks')}>
            {strings.webhooks}
          </MenuItem>
        ) : null}
        <MenuItem
          icon={<Keyboard />}
          shortcut="?"
          onSelect={() =>
            pageActs
              .getSnapshot()
              .find(({ id }) => id === 'app.shortcuts')
              ?.run?.()
          }
        >
          {appStrings.showShortcuts}
        </MenuItem>
        <MenuItem icon={<Settings />} onSelect={() => window.open('/settings', '_blank')}>
          {strings.settings}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<DoorOpen />} onSelect={leave}>
          {strings.leave}
        </MenuItem>
      </DropdownMenu>
      <Suspense fallback={null}>
        {open === 'rename' ? (
          <RenameDialog
            isOpen
            name={snapshot.room.name}
            onOpenChange={handleOpenChange}
            onRename={roomStore.rename}
          />
        ) : null}
        {open === 'webhooks' ? (
          <WebhooksDialog isOpen roomId={snapshot.room.id} onOpenChange={handleOpenChange} />
        ) : null}
        {open === 'leave' ? (
          <ConfirmDialog
            isOpen
            onOpenChange={handleOpenChange}
            title={strings.leaveTitle}
            description={strings.leaveText}
            confirmLabel={strings.leaveConfirm}
            cancelLabel={strings.stay}
            tone="primary"
            onConfirm={async () => {
              await navigate('/');
            }}
          />
        ) : null}
      </Suspense>
    </>
  );
}
