import type { Logger } from '#server/platform/log.ts';
import type { FeatureModule } from '#server/platform/operation.ts';
import { channels } from '#server/platform/operation.ts';
import type { SocketServer } from '#server/platform/socket-server.ts';
import type { MemberDirectory } from './member-directory.ts';
import type { RoomDirectory } from './membership.ts';
import { RetentionSweep } from './retention.ts';
import { createRoomsService } from './rooms.service.ts';
import type { RoomsServiceDeps } from './rooms.service.ts';
import { roomOperations } from './rooms.operations.ts';

export interface RoomsModule extends FeatureModule {
  readonly directory: RoomDirectory;
  /** Tells rooms who is still there when a socket has gone. */
  watchPresence(sockets: SocketServer): void;
}

const ROOM_CHANNEL = /^room:([^:]+)$/;

export function createRoomsModule(
  deps: RoomsServiceDeps & { directory: MemberDirectory; log: Logger },
): RoomsModule {
  const service = createRoomsService(deps);
  const retention = new RetentionSweep(deps);
  return {
    operations: roomOperations(service),
    directory: deps.directory,
    close: () => retention.close(),
    watchPresence(sockets) {
      sockets.onLeave(async ({ channels: left }) => {
        for (const channel of left) {
          const roomId = ROOM_CHANNEL.exec(channel)?.[1];
          if (roomId === undefined || channel !== channels.room(roomId)) continue;
          await sockets.carryOut([await service.presenceEffect(roomId)]);
        }
      });
    },
  };
}
