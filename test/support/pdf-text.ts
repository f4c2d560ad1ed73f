import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The words of each page as a reader would copy them, by a library that knows nothing of the one that wrote them. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<{ pages: string[]; tags: string[]; title: string }> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  const tags = new Set<string>();
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
        .join('')
        .replaceAll(/\s+/g, ' '),
    );
    collectTags(await page.getStructTree(), tags);
  }
  const { info } = await document.getMetadata();
  const title = 'Title' in info && typeof info.Title === 'string' ? info.Title : '';
  await task.destroy();
  return { pages, tags: [...tags], title };
}

function collectTags(node: unknown, into: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('role' in node && typeof node.role === 'string') into.add(node.role);
  if ('children' in node && Array.isArray(node.children))
    for (const child of node.children) collectTags(child, into);
}
