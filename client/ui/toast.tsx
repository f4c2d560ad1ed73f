import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Toast as RadixToast } from 'radix-ui';
import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './toast.module.css';

export type ToastOptions = {
  readonly tone?: 'info' | 'good' | 'bad' | undefined;
  readonly title: string;
  readonly description?: string | undefined;
  /** The way back or on: "Undo", "Try again". */
  readonly action?: { readonly label: string; readonly onSelect: () => void } | undefined;
  /** A later toast with the same key takes the place of the earlier one. */
  readonly key?: string | undefined;
  readonly durationMs?: number | undefined;
};

export type ToastApi = {
  /** Shows a message and returns its key. */
  readonly showToast: (options: ToastOptions) => string;
  readonly dismissToast: (key: string) => void;
};

type ShownToast = ToastOptions & {
  readonly key: string;
  readonly revision: number;
  readonly isOpen: boolean;
};

// Long enough to read twice; longer where something is asked of the reader. Hover and focus stop the clock.
const plainMs = 5_000;
const withActionMs = 10_000;
// The time the closing animation takes at most.
const removalDelayMs = 300;
const maxShown = 3;

const icons = { info: Info, good: CircleCheck, bad: CircleAlert } as const;
const ToastContext = createContext<ToastApi | null>(null);

export function useToast(): ToastApi {
  const api = useContext(ToastContext);
  if (!api) throw new Error('useToast needs a ToastProvider above it');
  return api;
}

/** Stands once around the page. F8 moves focus to the messages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly ShownToast[]>([]);
  const nextNumberRef = useRef(1);

  const dismissToast = useCallback((key: string) => {
    setToasts((shown) => shown.map((toast) => (toast.key === key ? { ...toast, isOpen: false } : toast)));
    setTimeout(
      () => setToasts((shown) => shown.filter((toast) => toast.key !== key || toast.isOpen)),
      removalDelayMs,
    );
  }, []);

  const showToast = useCallback((options: ToastOptions) => {
    const revision = nextNumberRef.current++;
    const key = options.key ?? `toast-${revision}`;
    setToasts((shown) => [
      ...shown.filter((toast) => toast.key !== key).slice(1 - maxShown),
      { ...options, key, revision, isOpen: true },
    ]);
    return key;
  }, []);

  const api = useMemo<ToastApi>(() => ({ showToast, dismissToast }), [showToast, dismissToast]);

  return (
    <ToastContext value={api}>
      <RadixToast.Provider swipeDirection="right">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.revision} toast={toast} onDismiss={() => dismissToast(toast.key)} />
        ))}
        <RadixToast.Viewport className={styles.viewport} />
      </RadixToast.Provider>
    </ToastContext>
  );
}

function ToastCard({ toast, onDismiss }: { toast: ShownToast; onDismiss: () => void }) {
  const { tone = 'info', title, description, action, durationMs } = toast;
  const Icon = icons[tone];
  return (
    <RadixToast.Root
      className={classNames(styles.toast, styles[tone])}
      open={toast.isOpen}
      duration={durationMs ?? (action || tone === 'bad' ? withActionMs : plainMs)}
      // A failure interrupts what a screen reader says; the rest waits for a pause.
      type={tone === 'bad' ? 'foreground' : 'background'}
      onOpenChange={(isOpen) => {
        if (!isOpen) onDismiss();
      }}
    >
      <Icon size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <RadixToast.Title className={styles.title}>{title}</RadixToast.Title>
        {description ? (
          <RadixToast.Description className={styles.description}>{description}</RadixToast.Description>
        ) : null}
      </div>
      {action ? (
        <RadixToast.Action altText={action.label} asChild>
          <Button size="sm" onClick={action.onSelect}>
            {action.label}
          </Button>
        </RadixToast.Action>
      ) : null}
      <RadixToast.Close asChild>
        <IconButton size="sm" label="Dismiss" icon={<X />} />
      </RadixToast.Close>
    </RadixToast.Root>
  );
}
