/** Room for a date and an ending within what file systems allow. */
const MAX_LENGTH = 60;

/**
 * `feed-ranking-2026-11-20.svg`: words of the title, in any script, and the local date. Nothing that a file system, a shell or
 * a reader could take for something else stays in it.
 */
export function exportFileName(
  title: string,
  { ending, now }: { readonly ending: string; readonly now: Date },
): string {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join('-');
  const name = Array.from(words).slice(0, MAX_LENGTH).join('').replace(/-$/, '');
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return `${name === '' ? 'board' : name}-${date}.${ending}`;
}
