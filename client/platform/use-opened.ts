import { useEffect, useRef, useState } from 'react';

/** Whatever has a `close`, open while mounted and anew for every key; null for the first render. */
export function useOpened<T extends { readonly close: () => void }>(open: () => T, key: string): T | null {
  const [opened, setOpened] = useState<{ key: string; thing: T } | null>(null);
  const newestOpen = useRef(open);
  useEffect(() => {
    newestOpen.current = open;
  });
  useEffect(() => {
    const thing = newestOpen.current();
    setOpened({ key, thing });
    return () => {
      thing.close();
      setOpened(null);
    };
  }, [key]);
  return opened?.key === key ? opened.thing : null;
}
