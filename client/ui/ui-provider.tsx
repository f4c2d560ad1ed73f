import type { ReactNode } from 'react';
import { ToastProvider } from './toast.tsx';
import { TooltipProvider } from './tooltip.tsx';

/** What the components of this folder need around the page: tooltips and toasts. */
export function UiProvider({ children }: { children: ReactNode }) {
  return (
    <TooltipProvider>
      <ToastProvider>{children}</ToastProvider>
    </TooltipProvider>
  );
}
