/** Often enough for a part that is on the screen without its looks; the network being back is told as well. */
const RETRY_AFTER_MS = 5_000;

/**
 * Fetches a style sheet again that could not be fetched. Parts of the page that come later bring sheets of their own, and
 * the bundler's loader asks for each only once: a part that failed offline and is asked for again would come, but without
 * its looks. (The loader also throws past the second argument of a `then` right behind an `import()`, which it moves
 * inside: such failures are caught with `catch`.)
 */
export function retryFailedStyles(): void {
  const failed = new Set<string>();
  const retry = () => {
    for (const href of failed) {
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.crossOrigin = '';
      link.href = href;
      document.head.append(link);
    }
    failed.clear();
  };
  const handleError = ({ target }: Event) => {
    if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
    target.remove();
    failed.add(target.href);
    setTimeout(retry, RETRY_AFTER_MS);
  };
  // Errors of elements do not bubble.
  window.addEventListener('error', handleError, { capture: true });
  window.addEventListener('online', retry);
}
