import { useMemo, useSyncExternalStore } from 'react';
import type { DocumentKind } from '#shared/domain/vocabulary.ts';
import { useStore } from '#client/platform/store.ts';
import type { DocumentConnection, DocumentSyncState } from './document-connection.ts';
import { findOrOpen, retainDocument } from './open-documents.ts';

/**
 * A document of the interview, open as long as a component uses it; every caller on the page shares one connection.
 * Mount only where the person may open it: a refused document stays refused.
 */
export function useDocument({
  interviewId,
  kind,
  participantId,
}: {
  readonly interviewId: string;
  readonly kind: DocumentKind;
  readonly participantId: string;
}): { readonly connection: DocumentConnection; readonly state: DocumentSyncState } {
  const source = useMemo(() => {
    const options = { interviewId, kind, participantId };
    return {
      // Being subscribed is what keeps the document open. React reads the snapshot again after subscribing, and so
      // finds the new connection if the one of the first render was closed while the page waited for something else.
      subscribe: () => retainDocument(options),
      getSnapshot: () => findOrOpen(options),
    };
  }, [interviewId, kind, participantId]);
  const connection = useSyncExternalStore(source.subscribe, source.getSnapshot);
  return { connection, state: useStore(connection) };
}
