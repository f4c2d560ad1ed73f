/**
 * The wire of shared documents: names, message types and limits both ends must agree on.
 * The rules are numbered in `shared/PROTOCOL.md`, Documents.
 */
import { z } from 'zod';
import { IdSchema, TimeSchema, operation } from '#shared/contracts/operation.ts';
import { DOCUMENT_KINDS, type DocumentKind, type Role } from '#shared/domain/vocabulary.ts';

// ---------------------------------------------------------------- entities

/** What a connection may do to a document. */
export type DocumentMode = 'write' | 'read';

/** A document's name: `<interviewId>.<kind>`; it is the log's key and the last part of the address. */
export interface DocumentName {
  readonly interviewId: string;
  readonly kind: DocumentKind;
}

/** `user` in an awareness state: set by the server, whatever the client wrote there. */
export interface AwarenessUser {
  readonly participantId: string;
  readonly name: string;
  /** 1..6: one of the participant colours of the client's tokens. */
  readonly colour: number;
  readonly role: Role;
}

/** Path of the WebSocket, in front of the document's name. */
export const DOCUMENTS_PATH = '/documents/';

/**
 * Subprotocol (RFC 6455, 1.9) of clients that understand `DOCUMENT_MESSAGE.CONTROL`. A stock y-websocket client does
 * not offer it and is served without.
 */
export const DOCUMENTS_SUBPROTOCOL = 'dryrun.documents.v1';

/** First varint of every message; 0, 1 and 3 are y-websocket's. */
export const DOCUMENT_MESSAGE = {
  SYNC: 0,
  AWARENESS: 1,
  QUERY_AWARENESS: 3,
  /** Server -> client only, and only with the subprotocol. */
  CONTROL: 100,
} as const;

/** Second varint of a SYNC message (y-protocols/sync). */
export const SYNC_MESSAGE = { STEP_1: 0, STEP_2: 1, UPDATE: 2 } as const;

/** Second varint of a CONTROL message. */
export const CONTROL_MESSAGE = {
  /** varUint: how many STEP_2 and UPDATE messages of this connection are durable, counted from its start. */
  ACK: 0,
  /** varUint: 1 the connection may write, 0 it may read only. Sent first on a connection and after every change. */
  ACCESS: 1,
} as const;

/** Bounds of one connection and one document, in bytes unless named otherwise. */
export const DOCUMENT_LIMITS = {
  /** One WebSocket message. An hour of edits made offline comes as one message. */
  messageBytes: 2 * 1024 * 1024,
  /** One awareness message, and one client's state in it. */
  awarenessBytes: 8 * 1024,
  /** A document's merged state; past it updates are refused. */
  documentBytes: 16 * 1024 * 1024,
  /** Open connections to one document, in one process. */
  connectionsPerDocument: 64,
  /** Open connections of one person to one document: tabs and devices. */
  connectionsPerPerson: 8,
  ticketTtlMs: 60_000,
} as const;

const NAME = new RegExp(`^([A-Za-z0-9_-]{8,64})\\.(${DOCUMENT_KINDS.join('|')})$`);

/** Reads `<interviewId>.<kind>`; null when it is not one. */
export function parseDocumentName(text: string): DocumentName | null {
  const match = NAME.exec(text);
  if (match === null) return null;
  const [, interviewId, kind] = match;
  if (interviewId === undefined || kind === undefined) return null;
  // The expression lists exactly the kinds.
  return { interviewId, kind: kind as DocumentKind };
}

/** The key of a document in log, address and metrics. */
export function toDocumentId(name: DocumentName): string {
  return `${name.interviewId}.${name.kind}`;
}

// ---------------------------------------------------------------- operations

export const createDocumentTicket = operation({
  name: 'documents:create-ticket',
  summary:
    'A single-use ticket that opens one document without a cookie: `/documents/<interviewId>.<kind>?ticket=`.',
  method: 'POST',
  path: '/api/interviews/:interviewId/document-tickets',
  access: 'user',
  allowed: 'participants who may open the document',
  transports: ['http'],
  rateLimit: 'write',
  input: z.strictObject({ interviewId: IdSchema, kind: z.enum(DOCUMENT_KINDS) }),
  output: z.strictObject({ ticket: z.string(), expiresAt: TimeSchema }),
  errors: ['INTERVIEW_NOT_FOUND', 'DOCUMENT_REFUSED'],
});
