import type { InterviewStatus } from '#shared/domain/interview-state.ts';
import { canWriteForm, formsOf } from '#shared/domain/rubric-access.ts';
import type { FormKind } from '#shared/domain/rubric-forms.ts';
import type { Role } from '#shared/domain/vocabulary.ts';

interface At {
  readonly role: Role;
  readonly status: InterviewStatus;
}

/** Who keeps evidence notes: whoever may fill in a rubric. */
export function canKeepEvidence({ role }: Pick<At, 'role'>): boolean {
  return formsOf(role).includes('rubric');
}

/** Notes may change for as long as the rubric that rests on them. */
export function canWriteEvidence(at: At): boolean {
  return canWriteForm({ ...at, kind: 'rubric' });
}

export function hasForm({ role, kind }: { role: Role; kind: FormKind }): boolean {
  return formsOf(role).includes(kind);
}
