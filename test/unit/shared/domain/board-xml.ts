/**
 * A strict reader for the small XML the exporter writes: well-formed or thrown at. Returns the element names and texts seen.
 */
export function parseStrictXml(xml: string): {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly texts: readonly string[];
} {
  const open: string[] = [];
  const elements: string[] = [];
  const attributes: string[] = [];
  const texts: string[] = [];
  let hasRoot = false;
  // oxlint-disable-next-line no-control-regex
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml))
    throw new Error('A character XML forbids.');
  const token = /<\/([a-z]+)>|<([a-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>|([^<]+)|(<)/gy;
  let at = 0;
  for (let match = token.exec(xml); match; match = token.exec(xml)) {
    at = token.lastIndex;
    const [, closing, opening, attributeText = '', selfClosing, text, stray] = match;
    if (stray !== undefined) throw new Error(`A stray < at ${match.index}.`);
    if (closing !== undefined && open.pop() !== closing)
      throw new Error(`</${closing}> closes nothing at ${match.index}.`);
    if (opening !== undefined) {
      if (open.length === 0 && hasRoot) throw new Error('Two roots.');
      hasRoot = true;
      elements.push(opening);
      for (const [, name = '', value = ''] of attributeText.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
        assertEntities(value);
        attributes.push(name);
      }
      if (selfClosing === '') open.push(opening);
    }
    if (text !== undefined) {
      if (open.length === 0) throw new Error('Text outside the root.');
      if (text.includes(']]>')) throw new Error('A CDATA end in text.');
      assertEntities(text);
      texts.push(text);
    }
  }
  if (at !== xml.length) throw new Error(`Not XML at ${at}.`);
  if (open.length > 0) throw new Error(`Left open: ${open.join(', ')}.`);
  return { elements, attributes, texts };
}

function assertEntities(text: string): void {
  if (text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, '').includes('&')) throw new Error(`A bare & in ${text}.`);
}
