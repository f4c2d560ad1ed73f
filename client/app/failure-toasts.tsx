import { useEffect } from 'react';
import { onCommandFailure } from '#client/platform/use-command.ts';
import { useToast } from '#client/ui/toast.tsx';
import { appStrings as strings } from './strings.ts';

/** Shows acts that failed, in words and with a way to try again. */
export function FailureToasts() {
  const { showToast } = useToast();
  useEffect(
    () =>
      onCommandFailure(({ title, advice, retry }) => {
        showToast({
          tone: 'bad',
          title,
          description: advice,
          // The same failure twice is one message.
          key: `failure-${title}`,
          ...(retry ? { action: { label: strings.tryAgain, onSelect: retry } } : {}),
        });
      }),
    [showToast],
  );
  return null;
}
