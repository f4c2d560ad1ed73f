/** The version a scenario's text claims, without reading the whole of it. Pure. */

const VERSION = /(\bversion:\s*["']?)(\d{1,6})\.(\d{1,6})\.(\d{1,6})(["']?)/;

/**
 * The text with its first `version:` raised by one small step over `latest`, or over itself where that is higher; null
 * when it names none. The rest of the text, comments included, stays as it is.
 */
export function raiseVersion(text: string, latest: string): string | null {
  const match = VERSION.exec(text);
  if (!match) return null;
  const own = [match[2], match[3], match[4]].map(Number);
  const newest = latest.split('.').map(Number);
  const [major = 0, minor = 0, patch = 0] = compare(own, newest) > 0 ? own : newest;
  return text.replace(VERSION, `$1${major}.${minor}.${patch + 1}$5`);
}

/** Whether `version` may follow `latest`. */
export function isHigherVersion(version: string, latest: string): boolean {
  return compare(version.split('.').map(Number), latest.split('.').map(Number)) > 0;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < 3; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
