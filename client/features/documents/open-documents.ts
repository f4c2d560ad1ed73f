/**
 * The documents open on this page, one connection each however many components use it. A connection outlives its last
 * user for a moment: React mounts, unmounts and mounts again, and panels are closed and opened.
 */
import { type DocumentConnection, type OpenDocumentOptions, openDocument } from './document-connection.ts';

const LINGER_MS = 3_000;

interface OpenEntry {
  readonly connection: DocumentConnection;
  users: number;
  timer: ReturnType<typeof setTimeout> | null;
}

const entries = new Map<string, OpenEntry>();

function keyOf(options: OpenDocumentOptions): string {
  return `${options.interviewId}.${options.kind}:${options.participantId}`;
}

function closeLater(key: string, entry: OpenEntry): void {
  if (entry.timer !== null) clearTimeout(entry.timer);
  entry.timer = setTimeout(() => {
    entries.delete(key);
    entry.connection.close();
  }, LINGER_MS);
}

/** The connection of a document; opened now if nobody has. Without a user it closes by itself. */
export function findOrOpen(options: OpenDocumentOptions): DocumentConnection {
  const key = keyOf(options);
  let entry = entries.get(key);
  if (entry === undefined) {
    entry = { connection: openDocument(options), users: 0, timer: null };
    entries.set(key, entry);
    closeLater(key, entry);
  }
  return entry.connection;
}

/** Keeps a document open until the returned function is called. */
export function retainDocument(options: OpenDocumentOptions): () => void {
  findOrOpen(options);
  const key = keyOf(options);
  const entry = entries.get(key);
  if (entry === undefined) return () => undefined;
  entry.users += 1;
  if (entry.timer !== null) clearTimeout(entry.timer);
  entry.timer = null;
  let isReleased = false;
  return () => {
    if (isReleased) return;
    isReleased = true;
    entry.users -= 1;
    if (entry.users === 0) closeLater(key, entry);
  };
}
