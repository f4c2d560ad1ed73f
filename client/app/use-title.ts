import { useEffect } from 'react';
import { appStrings as strings } from './strings.ts';

/** Names the browser's tab: what this page is, then the product. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title ? `${title} · ${strings.product}` : strings.product;
  }, [title]);
}
