import { InviteDialog, type InviteDialogProps } from '#client/features/rooms/invite-dialog.tsx';
import { Queries } from '../queries.tsx';

/** Loaded when somebody invites. */
export function RoomInvite(props: InviteDialogProps) {
  return (
    <Queries>
      <InviteDialog {...props} />
    </Queries>
  );
}
