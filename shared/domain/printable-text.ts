/**
 * Text as files may hold it. XML 1.0 forbids most control characters, lone surrogates and two non-characters outright; other
 * formats suffer from them in their viewers, so that exports of every format leave the same characters out.
 */

/** True for a code point that XML 1.0 allows. */
export function isXmlChar(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    code >= 0x10000
  );
}

/**
 * `text` without forbidden characters and the controls YAML forbids besides, with tabs as spaces and every kind of line end
 * as a newline.
 */
export function toPrintable(text: string): string {
  let out = '';
  for (const char of text.replaceAll(/\r\n?|[\u2028\u2029\u0085]/g, '\n').replaceAll('\t', ' ')) {
    const code = char.codePointAt(0) ?? 0;
    if (isXmlChar(code) && !(code >= 0x7f && code <= 0x9f)) out += char;
  }
  return out;
}
