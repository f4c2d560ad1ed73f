import { createContext, useContext, useId, useMemo, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

export type FieldProps = {
  readonly label: ReactNode;
  /** Keeps the label for screen readers only, where the place already says it. */
  readonly isLabelHidden?: boolean | undefined;
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; marks the control invalid. */
  readonly error?: ReactNode;
  /** Says "Optional" beside the label. Fields are taken as required otherwise. */
  readonly isOptional?: boolean | undefined;
  /** Gives the control an id of your own; the control's own `id` prop yields to the field's. */
  readonly controlId?: string | undefined;
  readonly className?: string | undefined;
  /** One control of this folder; it finds its id, label and description by itself. */
  readonly children: ReactNode;
};

type FieldWiring = {
  readonly controlId: string;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly isInvalid: boolean;
};

const FieldContext = createContext<FieldWiring | null>(null);

export function Field({
  label,
  isLabelHidden = false,
  hint,
  error,
  isOptional = false,
  controlId,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const hasHint = Boolean(hint);
  const hasError = Boolean(error);

  const wiring = useMemo<FieldWiring>(
    () => ({
      controlId: controlId ?? `${id}control`,
      labelId: `${id}label`,
      describedBy: [hasError && `${id}error`, hasHint && `${id}hint`].filter(Boolean).join(' ') || undefined,
      isInvalid: hasError,
    }),
    [id, controlId, hasHint, hasError],
  );

  return (
    <FieldContext value={wiring}>
      <div className={classNames(styles.field, className)}>
        <div className={isLabelHidden ? 'visually-hidden' : styles.labelRow}>
          <label id={wiring.labelId} htmlFor={wiring.controlId} className={styles.label}>
            {label}
          </label>
          {isOptional ? <span className={styles.optional}>Optional</span> : null}
        </div>
        {children}
        {hasHint ? (
          <p id={`${id}hint`} className={styles.hint}>
            {hint}
          </p>
        ) : null}
        {/* Always in the page, so that a screen reader hears the text when it appears. */}
        <div aria-live="polite">
          {hasError ? (
            <p id={`${id}error`} className={styles.error}>
              <CircleAlert size={14} aria-hidden="true" />
              <span>{error}</span>
            </p>
          ) : null}
        </div>
      </div>
    </FieldContext>
  );
}

export type ControlWiring = {
  readonly id?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | 'true' | 'false' | 'grammar' | 'spelling' | undefined;
};

/** What a native control (input, textarea, select) takes from the `Field` around it. */
export function useFieldControl(own: ControlWiring): ControlWiring {
  const field = useContext(FieldContext);
  return {
    id: field?.controlId ?? own.id,
    'aria-describedby': own['aria-describedby'] ?? field?.describedBy,
    'aria-invalid': own['aria-invalid'] ?? (field?.isInvalid || undefined),
  };
}

/** What a group of controls takes: a `label` element cannot point at a group, so the group points at the label. */
export function useFieldGroup(label: string | undefined) {
  const field = useContext(FieldContext);
  return {
    'aria-label': label,
    'aria-labelledby': label ? undefined : field?.labelId,
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.isInvalid || undefined,
  } as const;
}
