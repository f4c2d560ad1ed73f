import { useEffect } from 'react';

/** Paper is white: while the page is being printed it wears the light theme, whatever the screen shows. */
export function useLightPrint(): void {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | undefined;
    const dress = () => {
      before = root.dataset.theme;
      root.dataset.theme = 'light';
    };
    const undress = () => {
      if (before === undefined) delete root.dataset.theme;
      else root.dataset.theme = before;
    };
    window.addEventListener('beforeprint', dress);
    window.addEventListener('afterprint', undress);
    return () => {
      window.removeEventListener('beforeprint', dress);
      window.removeEventListener('afterprint', undress);
    };
  }, []);
}
