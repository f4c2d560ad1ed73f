import { useEffect, useRef } from 'react';
import { formProgressChanged, type FormProgress } from '#shared/contracts/rubric.contract.ts';
import { onBroadcast } from '#client/platform/socket.ts';

/** Tells the forms of this page whose forms are still missing. */
export function useFormProgress(
  interviewId: string,
  forms: readonly ({ readonly setProgress: (progress: FormProgress) => void } | null)[],
): void {
  const newest = useRef(forms);
  useEffect(() => {
    newest.current = forms;
  });
  useEffect(
    () =>
      onBroadcast(formProgressChanged, (progress) => {
        if (progress.interviewId !== interviewId) return;
        for (const form of newest.current) form?.setProgress(progress);
      }),
    [interviewId],
  );
}
