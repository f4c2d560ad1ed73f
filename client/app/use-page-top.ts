import { useEffect } from 'react';
import { useNavigationType } from 'react-router';

/** A page gone to begins at its top; one gone back to is where the browser left it. */
export function usePageTop(): void {
  const type = useNavigationType();
  useEffect(() => {
    if (type !== 'POP') window.scrollTo(0, 0);
    // Once, for the way the page was come to.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
}
