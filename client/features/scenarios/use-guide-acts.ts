import { useCallback, useMemo, useState } from 'react';
import type { GuideAct } from '#shared/domain/timeline.ts';
import { assertNever } from '#shared/errors.ts';
import type { InterviewStore } from '#client/features/interviews/interview-store.ts';
import { asApiError, type ApiError } from '#client/platform/api-error.ts';
import { toErrorWords, type ErrorWords } from '#client/platform/error-words.ts';

export type CockpitAct = GuideAct | { readonly type: 'reveal-shown'; readonly revealId: string };

export interface ActFailure {
  /** Why it was refused; null when the same may simply be tried again. */
  readonly words: ErrorWords | null;
  readonly retry: () => void;
}

export interface GuideActs {
  /** Shows at once and settles when acknowledged. */
  readonly act: (act: CockpitAct) => void;
  /** What failed last on an item, or null. */
  readonly failureOf: (itemId: string) => ActFailure | null;
  readonly isPending: (itemId: string) => boolean;
}

/** The marks of the cockpit. A failed one is taken back by the store and said on its item, where it is done again. */
export function useGuideActs(store: InterviewStore): GuideActs {
  const [failed, setFailed] = useState<ReadonlyMap<string, { act: CockpitAct; error: ApiError }>>(new Map());
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const act = useCallback(
    (next: CockpitAct) => {
      const id = itemOf(next);
      setFailed((current) => without(current, id));
      setPending((current) => new Set([...current, id]));
      const done =
        next.type === 'reveal-shown' ? store.showReveal(next.revealId) : store.recordAct(next).done;
      void done
        .catch((thrown: unknown) =>
          setFailed((current) => new Map([...current, [id, { act: next, error: asApiError(thrown) }]])),
        )
        .finally(() => setPending((current) => new Set([...current].filter((other) => other !== id))));
    },
    [store],
  );
  return useMemo(
    () => ({
      act,
      failureOf: (itemId) => {
        const failure = failed.get(itemId);
        if (!failure) return null;
        const { title, advice } = toErrorWords(failure.error);
        return {
          // A passing fault needs no explanation, only another try; a refusal does.
          words: failure.error.isRetryable ? null : { title, advice },
          retry: () => act(failure.act),
        };
      },
      isPending: (itemId) => pending.has(itemId),
    }),
    [act, failed, pending],
  );
}

/** The item a failure is shown on. A word about a hint belongs to the hint's event. */
function itemOf(act: CockpitAct): string {
  switch (act.type) {
    case 'expectation-ticked':
    case 'expectation-asked':
      return act.expectationId;
    case 'probe-asked':
      return act.probeId;
    case 'hint-given':
      return act.hintId;
    case 'hint-taken':
    case 'hint-voided':
      return act.hintEventId;
    case 'curveball-played':
      return act.curveballId;
    case 'trade-off-discussed':
      return act.tradeOffId;
    case 'red-flag-marked':
      return act.redFlagId;
    case 'worksheet-filled':
      return act.lineId;
    case 'deep-dive-chosen':
      return act.deepDiveId;
    case 'reveal-shown':
      return act.revealId;
    default:
      return assertNever(act);
  }
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  if (!map.has(key)) return map;
  return new Map([...map].filter(([other]) => other !== key));
}
