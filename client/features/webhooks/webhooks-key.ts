/** Key of a room's webhooks in the query cache. */
export const webhooksKey = (roomId: string) => ['rooms', roomId, 'webhooks'] as const;
