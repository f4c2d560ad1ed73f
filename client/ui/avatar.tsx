import { classNames } from './class-names.ts';
import styles from './avatar.module.css';

/** One of the six colours of tokens.css. */
export type ParticipantColour = 1 | 2 | 3 | 4 | 5 | 6;

export type AvatarConnection = {
  readonly state: 'online' | 'unstable' | 'offline';
  /** Read after the name: "connected", "reconnecting". */
  readonly label: string;
};

export type AvatarProps = {
  readonly name: string;
  /** Neutral when left out. */
  readonly colour?: ParticipantColour | undefined;
  readonly size?: 20 | 24 | 32 | 40 | undefined;
  /** A dot whose shape, not only its colour, tells the state: full, half, ring. */
  readonly connection?: AvatarConnection | undefined;
  /** The name stands right beside it, so screen readers need not hear it twice. */
  readonly isDecorative?: boolean | undefined;
  readonly className?: string | undefined;
};

export function Avatar({
  name,
  colour,
  size = 24,
  connection,
  isDecorative = false,
  className,
}: AvatarProps) {
  const label = [isDecorative ? null : name, connection?.label].filter(Boolean).join(', ');
  return (
    <span
      className={classNames(styles.avatar, className)}
      style={{ '--size': `${size}px`, ...(colour ? { '--colour': `var(--participant-${colour})` } : {}) }}
      data-coloured={colour ? '' : undefined}
      {...(label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true })}
    >
      <span className={styles.initials}>{toInitials({ name, limit: size < 24 ? 1 : 2 })}</span>
      {connection ? <span className={classNames(styles.dot, styles[connection.state])} /> : null}
    </span>
  );
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** First letters of the first and last word, whole graphemes, so that accents and emoji stay in one piece. */
export function toInitials({ name, limit }: { name: string; limit: 1 | 2 }): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  if (!first) return '?';
  const letters = [first, ...(limit === 2 && last ? [last] : [])].map((word) => {
    const [grapheme] = segmenter.segment(word);
    return grapheme?.segment ?? '';
  });
  return letters.join('').toLocaleUpperCase();
}
