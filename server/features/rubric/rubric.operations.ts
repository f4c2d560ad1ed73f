import { handle, type OperationHandler } from '#server/platform/operation.ts';
import {
  FEEDBACK_FORM,
  RUBRIC_FORM,
  SELF_FORM,
  deleteEvidence,
  getFormProgress,
  listEvidence,
  putEvidence,
  restoreEvidence,
  waiveRubric,
  type Form,
} from '#shared/contracts/rubric.contract.ts';
import { invariant } from '#shared/errors.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';
import type { EvidenceService } from './evidence.service.ts';
import type { FormsService } from './forms.service.ts';

/** Contract -> service. */
export function rubricOperations({
  evidence,
  forms,
}: {
  evidence: EvidenceService;
  forms: FormsService;
}): readonly OperationHandler[] {
  return [
    handle(listEvidence, async ({ actor, input }) => ({
      data: { notes: await evidence.list(actor, input.interviewId) },
    })),
    handle(putEvidence, async ({ actor, input }) => ({ data: await evidence.put(actor, input) })),
    handle(deleteEvidence, async ({ actor, input }) => {
      await evidence.remove(actor, input);
      return { data: { noteId: input.noteId } };
    }),
    handle(restoreEvidence, async ({ actor, input }) => ({ data: await evidence.restore(actor, input) })),

    handle(RUBRIC_FORM.get, async ({ actor, input }) => ({
      data: ofKind('rubric', await forms.get(actor, { ...input, kind: 'rubric' })),
    })),
    handle(RUBRIC_FORM.save, async ({ actor, input }) => ({
      data: await forms.save(actor, { ...input, kind: 'rubric' }),
    })),
    handle(RUBRIC_FORM.submit, async ({ actor, input }) => {
      const { form, progress, effects } = await forms.submit(actor, { ...input, kind: 'rubric' });
      return { data: { form: ofKind('rubric', form), progress }, effects };
    }),

    handle(waiveRubric, async ({ actor, input }) => ({
      data: ofKind('rubric', await forms.waive(actor, input)),
    })),

    handle(SELF_FORM.get, async ({ actor, input }) => ({
      data: ofKind('self', await forms.get(actor, { ...input, kind: 'self' })),
    })),
    handle(SELF_FORM.save, async ({ actor, input }) => ({
      data: await forms.save(actor, { ...input, kind: 'self' }),
    })),
    handle(SELF_FORM.submit, async ({ actor, input }) => {
      const { form, progress, effects } = await forms.submit(actor, { ...input, kind: 'self' });
      return { data: { form: ofKind('self', form), progress }, effects };
    }),

    handle(FEEDBACK_FORM.get, async ({ actor, input }) => ({
      data: ofKind(
        'interviewer-feedback',
        await forms.get(actor, { ...input, kind: 'interviewer-feedback' }),
      ),
    })),
    handle(FEEDBACK_FORM.save, async ({ actor, input }) => ({
      data: await forms.save(actor, { ...input, kind: 'interviewer-feedback' }),
    })),
    handle(FEEDBACK_FORM.submit, async ({ actor, input }) => {
      const { form, progress, effects } = await forms.submit(actor, {
        ...input,
        kind: 'interviewer-feedback',
      });
      return { data: { form: ofKind('interviewer-feedback', form), progress }, effects };
    }),

    handle(getFormProgress, async ({ actor, input }) => ({
      data: await forms.getProgress(actor, input.interviewId),
    })),
  ];
}

function ofKind<Kind extends FormKind>(kind: Kind, form: Form): Extract<Form, { kind: Kind }> {
  invariant(form.kind === kind, 'a form has the kind it was asked for');
  // Just compared; the compiler does not narrow a union by a type parameter.
  return form as Extract<Form, { kind: Kind }>;
}
