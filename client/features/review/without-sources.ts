/**
 * A scenario's sentence without its `[src:id]` markers. They point into the guide's list of sources, which stays with
 * the interviewer; what a reader of the review may follow stands under reading.
 */
export function withoutSources(text: string): string {
  return text.replace(/\s*\[src:[^\]]*\]/g, '');
}
