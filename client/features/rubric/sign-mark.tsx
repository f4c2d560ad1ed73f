import { Equal, Minus, Plus } from 'lucide-react';
import type { EvidenceSign } from '#shared/domain/rubric-forms.ts';
import { classNames } from '#client/ui/class-names.ts';
import { SIGN_NAMES } from './strings.ts';
import styles from './sign-mark.module.css';

const ICONS = { plus: Plus, minus: Minus, neutral: Equal } as const;

/** Whether a note speaks for or against: a shape first, a colour second. */
export function SignMark({ sign }: { readonly sign: EvidenceSign }) {
  const Icon = ICONS[sign];
  return (
    <span className={classNames(styles.mark, styles[sign])}>
      <Icon size={12} strokeWidth={3} aria-hidden="true" />
      <span className="visually-hidden">{SIGN_NAMES[sign]}</span>
    </span>
  );
}
