import { useEffect } from 'react';
import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import { createEvidenceStore, type EvidenceStore } from '#client/features/rubric/evidence-store.ts';
import { createRubricStore, type FormStore } from '#client/features/rubric/form-store.ts';
import type { RubricForm } from '#shared/contracts/rubric.contract.ts';
import { callSocket } from '#client/platform/socket.ts';
import { useFormProgress } from './use-form-progress.ts';
import { useOpened } from '#client/platform/use-opened.ts';

export interface RatingStores {
  readonly rubric: FormStore<RubricForm>;
  readonly evidence: EvidenceStore;
}

const HINT_ACTS: readonly string[] = ['hint-given', 'hint-taken', 'hint-voided'];

/** The rater's own form and notes, opened once for all panels that show them. */
export function useRatingStores(interview: GuideInterview): RatingStores | null {
  const { interviewId, guideEvents } = interview;
  const stores = useOpened(() => {
    const rubric = createRubricStore({ interviewId, call: callSocket });
    const evidence = createEvidenceStore({ interviewId, call: callSocket });
    return {
      rubric,
      evidence,
      close() {
        rubric.close();
        evidence.close();
      },
    };
  }, interviewId);
  useFormProgress(interviewId, [stores?.rubric ?? null]);

  // The form shows how much help was given, which the server counts from these events.
  const hintActs = guideEvents.filter(({ act }) => HINT_ACTS.includes(act.type)).length;
  useEffect(() => {
    // A read that fails leaves the former count; the next hint or opening reads again.
    if (stores && hintActs > 0) stores.rubric.reload().catch(() => null);
  }, [stores, hintActs]);
  return stores;
}
