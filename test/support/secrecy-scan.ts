import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { DOCUMENT_MESSAGE, SYNC_MESSAGE } from '#shared/contracts/documents.contract.ts';
import type { Received } from './browser.ts';

/** A text that must not have reached a browser, and where it was found. */
export interface Leak {
  readonly text: string;
  readonly from: Received['from'];
  readonly url: string;
}

/** Long enough not to turn up by chance. */
const MIN_FRAGMENT = 24;

/**
 * What to look for: the longest stretch of plain characters, because JSON and scripts escape quotes and other letters; the
 * text itself where no stretch is long enough. Whoever holds the text holds its stretch.
 */
function toNeedle(text: string): string {
  const stretches = text
    .split(/[^\x20\x21\x23-\x26\x28-\x5b\x5d-\x7e]+/)
    .filter((part) => part.length >= MIN_FRAGMENT);
  return stretches.sort((a, b) => b.length - a.length)[0] ?? text;
}

/**
 * Every text that ever came in document frames, deleted ones too. Somebody's typing arrives a letter a frame, so the
 * frames are put together again as Yjs would.
 */
function readDocuments(received: readonly Received[]): { from: 'document'; url: string; haystack: string }[] {
  const docs = new Map<string, Y.Doc>();
  for (const { from, url, bytes } of received) {
    if (from !== 'document') continue;
    const decoder = decoding.createDecoder(new Uint8Array(bytes));
    if (decoding.readVarUint(decoder) !== DOCUMENT_MESSAGE.SYNC) continue;
    if (decoding.readVarUint(decoder) === SYNC_MESSAGE.STEP_1) continue;
    const doc = docs.get(url) ?? new Y.Doc({ gc: false });
    docs.set(url, doc);
    Y.applyUpdate(doc, decoding.readVarUint8Array(decoder));
  }
  return [...docs].map(([url, doc]) => {
    const texts = [...doc.store.clients.values()].flatMap((structs) =>
      structs.flatMap((struct) => (struct instanceof Y.Item ? [struct.content.getContent().join('')] : [])),
    );
    return { from: 'document', url, haystack: texts.join('\n') };
  });
}

/** Looks for secrets in everything a browser received, whatever it was encoded in. */
export function findLeaks(received: readonly Received[], secrets: readonly string[]): Leak[] {
  const wanted = secrets.map((text) => ({ text, needle: toNeedle(text) }));
  const haystacks = [
    ...received.map(({ from, url, bytes }) => ({ from, url, haystack: bytes.toString('utf8') })),
    ...readDocuments(received),
  ];
  return haystacks.flatMap(({ from, url, haystack }) =>
    wanted.filter(({ needle }) => haystack.includes(needle)).map(({ text }) => ({ text, from, url })),
  );
}
