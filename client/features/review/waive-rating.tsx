import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { waiveRubric } from '#shared/contracts/rubric.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { Button } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { reviewStrings } from './strings.ts';
import { reviewKey } from './use-review.ts';

/** Reads on without ever rating; asked twice, because there is no way back. */
export function WaiveRating({ interviewId }: { readonly interviewId: string }) {
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="ghost" onClick={() => setIsOpen(true)}>
        {reviewStrings.waive}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={reviewStrings.waiveTitle}
        description={reviewStrings.waiveText}
        confirmLabel={reviewStrings.waiveConfirm}
        failureText={reviewStrings.waiveFailed}
        onConfirm={async () => {
          await callApi(waiveRubric, { interviewId });
          await client.invalidateQueries({ queryKey: reviewKey(interviewId) });
        }}
      />
    </>
  );
}
