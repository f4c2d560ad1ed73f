/**
 * Why the server ends a document's WebSocket: `shared/PROTOCOL.md`, Documents.
 *
 * 44xx mirrors HTTP 4xx: connecting again with the same content cannot help, so the code is **final** for a client.
 * 45xx and the standard codes mean "come back"; `y-websocket` follows the same convention on its own.
 */
export const CLOSE_CODES = {
  /** The frame or the update in it breaks the protocol; nothing of it was kept. */
  MALFORMED: { code: 4400, isFinal: true },
  /** There is no login session and no valid ticket. */
  SIGN_IN_REQUIRED: { code: 4401, isFinal: true },
  /** The person may not open this document, or no longer. */
  ACCESS_REFUSED: { code: 4403, isFinal: true },
  /** The connection may read only and tried to write. */
  READ_ONLY: { code: 4405, isFinal: true },
  /** The document has reached its largest size and takes no more updates. */
  DOCUMENT_FULL: { code: 4413, isFinal: true },
  /** The board holds as many items as the server takes; what makes room is still taken. */
  BOARD_FULL: { code: 4414, isFinal: true },
  /** The update holds what this kind of document may not hold; nothing of it was kept. */
  CONTENT_REFUSED: { code: 4422, isFinal: true },
  /** The server cannot load or check the document at the moment. */
  UNAVAILABLE: { code: 4503, isFinal: false },
  /** The client reads too slowly; it should connect again and synchronise from its own state. */
  RESYNC: { code: 4513, isFinal: false },
  /** The client sends more frames or bytes than a person can make. */
  RATE_LIMITED: { code: 4529, isFinal: false },
  /** Too many connections are open to this document, in all or by this person. */
  TOO_MANY_CONNECTIONS: { code: 4530, isFinal: false },
  /** One message is larger than the server takes (RFC 6455, 1009). */
  MESSAGE_TOO_LARGE: { code: 1009, isFinal: true },
  /** The server is being restarted; everything acknowledged is kept (RFC 6455 registry, 1012). */
  SERVER_RESTART: { code: 1012, isFinal: false },
} as const satisfies Record<string, { code: number; isFinal: boolean }>;

export type CloseReason = keyof typeof CLOSE_CODES;

const REASON_BY_CODE: ReadonlyMap<number, CloseReason> = new Map(
  // Object.entries widens keys to string; these are the table's own.
  (Object.keys(CLOSE_CODES) as CloseReason[]).map((reason) => [CLOSE_CODES[reason].code, reason]),
);

/** The reason behind a close code, or null for a code that is not ours (a lost network is 1006). */
export function findCloseReason(code: number): CloseReason | null {
  return REASON_BY_CODE.get(code) ?? null;
}

/** Whether a client must stay away after this code: connecting again would end the same way. */
export function isFinalClose(code: number): boolean {
  const reason = findCloseReason(code);
  return reason === null ? code >= 4400 && code < 4500 : CLOSE_CODES[reason].isFinal;
}
