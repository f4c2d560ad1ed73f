import { Check, CircleAlert, CloudOff, LoaderCircle, Lock } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Tooltip } from '#client/ui/tooltip.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { type SyncSummary, combineSyncStates } from './combine-sync-states.ts';
import type { DocumentConnection } from './document-connection.ts';
import { documentStrings as strings } from './strings.ts';
import styles from './sync-state.module.css';

/** Saving takes a fraction of a second: said at once it would flicker with every key. */
const SAVING_SHOWN_AFTER_MS = 400;

const ICONS = {
  saved: Check,
  saving: LoaderCircle,
  connecting: LoaderCircle,
  offline: CloudOff,
  refused: Lock,
  error: CircleAlert,
} as const;

/** Says in the top bar whether the work in these documents is safe. */
export function SyncState({ documents }: { readonly documents: readonly DocumentConnection[] }) {
  const summary = useCalm(useSummary(documents));
  const Icon = ICONS[summary.status];
  return (
    <Tooltip content={whyOf(summary)} side="bottom">
      {/* Focusable, so that the reason can be read without a pointer. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <output className={classNames(styles.state, styles[summary.status])} tabIndex={0}>
        <Icon className={styles.icon} aria-hidden="true" />
        {wordsOf(summary)}
      </output>
    </Tooltip>
  );
}

function useSummary(documents: readonly DocumentConnection[]): SyncSummary {
  const last = useRef<SyncSummary | null>(null);
  return useSyncExternalStore(
    (listener) => {
      const stops = documents.map((document) => document.subscribe(listener));
      return () => {
        for (const stop of stops) stop();
      };
    },
    () => {
      const next = combineSyncStates(documents.map((document) => document.getSnapshot()));
      const before = last.current;
      // The same object while nothing changed: React compares by identity.
      if (
        before !== null &&
        before.status === next.status &&
        before.pendingChanges === next.pendingChanges &&
        before.reason === next.reason
      ) {
        return before;
      }
      last.current = next;
      return next;
    },
  );
}

/** Saying "Saving" a little late, and what stood there before until then. */
function useCalm(summary: SyncSummary): SyncSummary {
  const isSaving = summary.status === 'saving';
  const [before, setBefore] = useState(summary);
  if (!isSaving && before !== summary) setBefore(summary);
  const [isLong, setIsLong] = useState(false);
  useEffect(() => {
    if (!isSaving) return undefined;
    const timer = setTimeout(() => setIsLong(true), SAVING_SHOWN_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setIsLong(false);
    };
  }, [isSaving]);
  return isSaving && !isLong ? before : summary;
}

const WORDS = {
  connecting: () => strings.connecting,
  saved: () => strings.saved,
  saving: () => strings.saving,
  offline: strings.offline,
  refused: () => strings.refused,
  error: strings.notSaved,
} as const satisfies Record<SyncSummary['status'], (pendingChanges: number) => string>;

function wordsOf({ status, pendingChanges, reason }: SyncSummary): string {
  // The copy in the browser is gone, so nothing is "kept here".
  if (status === 'error' && reason === 'CONTENT_REFUSED') return strings.notTaken;
  return WORDS[status](pendingChanges);
}

function whyOf({ status, reason }: SyncSummary): string {
  if (status === 'error')
    return (reason === null ? undefined : strings.reasons[reason]) ?? strings.otherReason;
  return strings.why[status];
}
