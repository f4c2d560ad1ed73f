import type { Participant } from '#shared/contracts/rooms.contract.ts';
import { Avatar, type AvatarProps, type ParticipantColour } from '#client/ui/avatar.tsx';
import { roomStrings as strings } from './strings.ts';

export interface ParticipantAvatarProps {
  readonly participant: Participant;
  readonly isOnline: boolean;
  readonly size?: AvatarProps['size'];
  readonly isDecorative?: boolean;
}

export function ParticipantAvatar({ participant, isOnline, size, isDecorative }: ParticipantAvatarProps) {
  return (
    <Avatar
      name={participant.displayName}
      // The contract bounds it to 1..6.
      colour={participant.colour as ParticipantColour}
      size={size}
      isDecorative={isDecorative}
      connection={
        isOnline ? { state: 'online', label: strings.online } : { state: 'offline', label: strings.offline }
      }
    />
  );
}
