import * as Y from 'yjs';

export interface DocumentMirror {
  readonly doc: Y.Doc;
  /** Follows the source until the returned function is called; may be started again. */
  readonly follow: () => () => void;
}

/**
 * A one-way copy of a document for people who may only read. The editor's binding writes on its own account when it
 * meets content it cannot show, and the server would close a reader's connection for that; here such writes stay in
 * the copy.
 */
export function mirrorDocument(source: Y.Doc): DocumentMirror {
  const doc = new Y.Doc();
  const catchUp = () =>
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(source, Y.encodeStateVector(doc)), mirrorDocument);
  catchUp();
  return {
    doc,
    follow: () => {
      const handleUpdate = (update: Uint8Array) => Y.applyUpdate(doc, update, mirrorDocument);
      catchUp();
      source.on('update', handleUpdate);
      return () => source.off('update', handleUpdate);
    },
  };
}
