import { classNames } from './class-names.ts';
import styles from './kbd.module.css';

export type KbdProps = {
  /** Keys joined by `+`; `Mod` is Command on Apple systems and Ctrl elsewhere: `Mod+K`, `Shift+?`. */
  readonly keys: string;
  readonly tone?: 'plain' | 'inverse' | undefined;
};

export function Kbd({ keys, tone = 'plain' }: KbdProps) {
  return (
    <kbd className={classNames(styles.keys, tone === 'inverse' && styles.inverse)}>
      {toKeyLabels({ keys, isApple: isApplePlatform() }).map((label) => (
        <kbd key={label} className={styles.key}>
          {label}
        </kbd>
      ))}
    </kbd>
  );
}

/** The caps to draw for a key combination, in the words of the reader's keyboard. */
export function toKeyLabels({ keys, isApple }: { keys: string; isApple: boolean }): string[] {
  // A lone "+" is a key, not a separator.
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return parts.map((part) => {
    if (part === 'Mod') return isApple ? '⌘' : 'Ctrl';
    if (part === 'Shift') return isApple ? '⇧' : 'Shift';
    if (part === 'Alt') return isApple ? '⌥' : 'Alt';
    return part.length === 1 ? part.toUpperCase() : part;
  });
}

function isApplePlatform(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
