import { roomSocket } from '#client/platform/socket.ts';
import { useOpened } from '#client/platform/use-opened.ts';
import { createRoomStore, type RoomStore } from './room-store.ts';

/** The live room while mounted; null for the first render, before it is opened. */
export function useRoomStore(roomId: string): RoomStore | null {
  return useOpened(() => createRoomStore({ roomId, socket: roomSocket }), roomId);
}
