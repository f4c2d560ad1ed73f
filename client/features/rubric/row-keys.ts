import type { KeyboardEvent } from 'react';
import { RATINGS, type Rating } from '#shared/domain/rubric-config.ts';
import { singleKeysPreference } from '#client/platform/shortcuts.ts';

/** 1–4 rate and `x` means not assessed while focus is anywhere in the row but in a field. */
export function rowKeys(act: { rate: (rating: Rating) => void; skip: () => void; isLocked: boolean }) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (act.isLocked || event.defaultPrevented || isCommand || isField(event.target)) return;
    if (!singleKeysPreference.getSnapshot()) return;
    const rating = RATINGS.find((each) => String(each) === event.key);
    if (rating) act.rate(rating);
    else if (event.key === 'x') act.skip();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function isField(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=radio]):not([type=checkbox]), textarea, select')
  );
}
