import { formProgressChanged, type RubricForm } from '#shared/contracts/rubric.contract.ts';
import { createEvidenceStore, type EvidenceStore } from '#client/features/rubric/evidence-store.ts';
import { createRubricStore, type FormStore } from '#client/features/rubric/form-store.ts';
import { callSocket, onBroadcast } from '#client/platform/socket.ts';

export interface RatingStores {
  readonly rubric: FormStore<RubricForm>;
  readonly evidence: EvidenceStore;
  readonly close: () => void;
}

/** The rater's own form and notes of one interview, and the news of whose forms are still missing. */
export function openRatingStores(interviewId: string): RatingStores {
  const rubric = createRubricStore({ interviewId, call: callSocket });
  const evidence = createEvidenceStore({ interviewId, call: callSocket });
  const stopListening = onBroadcast(formProgressChanged, (progress) => {
    if (progress.interviewId === interviewId) rubric.setProgress(progress);
  });
  return {
    rubric,
    evidence,
    close() {
      stopListening();
      rubric.close();
      evidence.close();
    },
  };
}
