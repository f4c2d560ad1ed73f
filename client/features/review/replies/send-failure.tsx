import { toErrorWords } from '#client/platform/error-words.ts';
import { Notice } from '#client/ui/notice.tsx';
import { REPLY_ERRORS, replyStrings } from './strings.ts';

/** Why it did not go, and that nothing typed is lost. */
export function SendFailure({ error }: { readonly error: Error | null }) {
  if (error === null) return null;
  const { title, advice } = toErrorWords(error, REPLY_ERRORS);
  return (
    <Notice tone="bad" title={replyStrings.sendFailed}>
      {title}. {advice}
    </Notice>
  );
}
