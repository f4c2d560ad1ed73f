import { useEffect, useRef, useState } from 'react';

/** A value has come to rest when it has stayed for this long, in milliseconds. */
const REST_MS = 300;
/** What changes without rest is taken at least this often. */
const MOST_MS = 2_000;

/** The value as it was when it last came to rest, for what is too dear to follow every step of a gesture. */
export function useRested<Value>(value: Value): Value {
  const [rested, setRested] = useState(value);
  const changedAt = useRef<number | null>(null);
  useEffect(() => {
    if (value === rested) return undefined;
    changedAt.current ??= performance.now();
    const waitMs = Math.max(0, Math.min(REST_MS, changedAt.current + MOST_MS - performance.now()));
    const timer = setTimeout(() => {
      changedAt.current = null;
      setRested(value);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [value, rested]);
  return rested;
}
