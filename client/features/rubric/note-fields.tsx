import {
  EVIDENCE_KINDS,
  EVIDENCE_SIGNS,
  type EvidenceKind,
  type EvidenceSign,
} from '#shared/domain/rubric-forms.ts';
import { DIMENSIONS, type Dimension } from '#shared/domain/vocabulary.ts';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { Equal, Minus, Plus } from 'lucide-react';
import { KIND_NAMES, SHORT_DIMENSION_NAMES, SIGN_NAMES, rubricStrings } from './strings.ts';
import styles from './note-fields.module.css';

export type NoteFieldsProps = {
  readonly sign: EvidenceSign;
  readonly kind: EvidenceKind;
  readonly dimension: Dimension;
  readonly onChange: (
    change: Partial<{ sign: EvidenceSign; kind: EvidenceKind; dimension: Dimension }>,
  ) => void;
};

const SIGN_ICONS = { plus: <Plus />, minus: <Minus />, neutral: <Equal /> } as const;

/** Sign, kind and dimension of a note: one press each. */
export function NoteFields({ sign, kind, dimension, onChange }: NoteFieldsProps) {
  return (
    <div className={styles.fields}>
      <SegmentedControl
        size="sm"
        label={rubricStrings.sign}
        segments={EVIDENCE_SIGNS.map((value) => ({
          value,
          label: SIGN_NAMES[value],
          icon: SIGN_ICONS[value],
          isLabelHidden: true,
        }))}
        value={sign}
        onValueChange={(value) => onChange({ sign: value })}
      />
      <SegmentedControl
        size="sm"
        label={rubricStrings.kind}
        segments={EVIDENCE_KINDS.map((value) => ({ value, label: KIND_NAMES[value] }))}
        value={kind}
        onValueChange={(value) => onChange({ kind: value })}
      />
      <Select
        aria-label={rubricStrings.dimension}
        className={styles.dimension}
        options={DIMENSIONS.map((value) => ({ value, label: SHORT_DIMENSION_NAMES[value] }))}
        value={dimension}
        onValueChange={(value) => onChange({ dimension: value })}
      />
    </div>
  );
}
