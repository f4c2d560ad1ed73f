import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { copyText } from './copy-text.ts';
import { useFieldControl } from './field.tsx';
import { classNames } from './class-names.ts';
import controlStyles from './control.module.css';
import styles from './copy-field.module.css';

export type CopyFieldProps = {
  readonly value: string;
  /** Names the field; may be left out inside a `Field`. */
  readonly label?: string | undefined;
  readonly copyLabel?: string | undefined;
  readonly copiedLabel?: string | undefined;
  /** Says what to do when the browser refuses. */
  readonly failedLabel?: string | undefined;
  readonly onCopied?: (() => void) | undefined;
};

const feedbackMs = 2_000;

/** A link or code to hand on: read-only, selected by a press, copied by the button. */
export function CopyField({
  value,
  label,
  copyLabel = 'Copy',
  copiedLabel = 'Copied',
  failedLabel = 'Press Ctrl+C',
  onCopied,
}: CopyFieldProps) {
  const wiring = useFieldControl({});
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);

  useEffect(() => {
    if (!outcome) return undefined;
    const timer = setTimeout(() => setOutcome(null), feedbackMs);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function handleCopy() {
    const isCopied = await copyText(value);
    setOutcome(isCopied ? 'copied' : 'failed');
    if (isCopied) onCopied?.();
  }

  const buttonText = outcome === 'copied' ? copiedLabel : outcome === 'failed' ? failedLabel : copyLabel;
  return (
    <div className={styles.row}>
      <input
        {...wiring}
        readOnly
        type="text"
        value={value}
        aria-label={label}
        className={classNames(controlStyles.control, styles.value)}
        onFocus={(event) => event.target.select()}
      />
      <Button
        className={styles.button}
        icon={outcome === 'copied' ? <Check className={styles.done} /> : <Copy />}
        onClick={() => void handleCopy()}
      >
        {buttonText}
      </Button>
      <output className="visually-hidden">{outcome ? buttonText : ''}</output>
    </div>
  );
}
