import { useEffect, useState } from 'react';
import { formatDateTime, formatRelative, type TimeStyle } from './format-time.ts';

export type RelativeTimeProps = {
  readonly at: Date;
  readonly style?: TimeStyle | undefined;
};

// Minutes are the finest unit shown; half of one keeps the text from lagging noticeably.
const refreshMs = 30_000;

/** "5 minutes ago", kept true while shown; the full date and time on hover. */
export function RelativeTime({ at, style = {} }: RelativeTimeProps) {
  const [now, setNow] = useState(() => new Date());

  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), refreshMs);
    return () => clearInterval(timer);
  }, []);

  return (
    <time dateTime={at.toISOString()} title={formatDateTime(at, { ...style, isZoneShown: true })}>
      {formatRelative({ at, now, style })}
    </time>
  );
}
