/** Numbers the server alone needs; what both ends must know is `DOCUMENT_LIMITS` in the contract. */
export const SERVER_LIMITS = {
  /** Frames a connection may send: pointer and drag at 60 Hz each, with room for a burst of typing or pasting. */
  framesPerSecond: 240,
  frameBurst: 480,
  bytesPerSecond: 512 * 1024,
  byteBurst: 4 * 1024 * 1024,
  /** Past the budget a connection is not read until it has recovered; this far past it (in seconds of budget) it is closed. */
  closeAtDebtSeconds: 20,

  /** Updates of one connection that wait for the log; beyond it the socket is not read. */
  pendingBytesPerConnection: 4 * 1024 * 1024,
  /** Updates of all connections that wait for the log. */
  pendingBytes: 32 * 1024 * 1024,
  /** Group commit: how long the first update waits for company once there is any. */
  commitWindowMs: 3,
  commitBytes: 1024 * 1024,
  retryFirstMs: 50,
  retryLastMs: 2_000,

  /** What may wait in a socket for a slow reader. */
  bufferedBytes: 4 * 1024 * 1024,
  /** Awareness is dropped for a reader this far behind: the next state replaces it anyway. */
  bufferedAwarenessBytes: 128 * 1024,
  /** Acknowledgements are collected this long: "Saved" needs no more. */
  ackIntervalMs: 150,

  /** A silent socket is asked for a sign of life this often and dropped when the next question comes first. */
  heartbeatMs: 20_000,
  /** y-websocket gives up after 30 s without a message. */
  keepAliveMs: 12_000,
  /** Yjs client ids one connection may introduce. */
  clientIdsPerConnection: 8,
  /** Awareness that another process has not renewed (clients do every 15 s). */
  remoteAwarenessMs: 45_000,

  /** A document nobody has open stays loaded this long: reloads and reconnects. */
  unloadAfterMs: 30_000,
  /** Rows in the log since the last snapshot that are worth a new one. */
  snapshotAfterRows: 2_000,
  /** ... when the document is unloaded. */
  snapshotAtUnloadRows: 50,
  /** Updates kept apart in memory before they are folded into one. */
  foldAfterUpdates: 2_000,

  /** Several processes: how often the log is searched for updates the bus lost. */
  healIntervalMs: 2_000,
  /** Rows younger than this may still be overtaken by a lower id that commits later. */
  settleSeconds: 30,

  admissionTimeoutMs: 10_000,
  pendingAdmissions: 2_000,
  closeTimeoutMs: 2_000,
  flushTimeoutMs: 8_000,
} as const;

/** Numbers a test may move; everything else is fixed. */
export type ServerLimits = { readonly [K in keyof typeof SERVER_LIMITS]: number };
