import { nanoid } from 'nanoid';
import { useState } from 'react';
import { z } from 'zod';
import { browserStorage } from '#client/platform/browser-storage.ts';
import { IdSchema } from '#shared/contracts/operation.ts';

const DraftSchema = z.object({
  /** Under which it is sent, however often: also after a reload that followed a lost answer. */
  id: IdSchema,
  text: z.string(),
  /** What is chosen beside the text, such as what a flag is about. */
  choice: z.string().nullable(),
});
export type ReplyDraft = z.infer<typeof DraftSchema>;

/** What is being written in one place of one review, kept in this browser until it is sent or given up; null while closed. */
export function useReplyDraft(place: string) {
  const key = `dryrun.reply.${place}`;
  const [draft, setDraft] = useState(() => readKept(key));

  function keep(next: ReplyDraft): void {
    setDraft(next);
    try {
      browserStorage()?.setItem(key, JSON.stringify(next));
    } catch {
      // A full storage keeps nothing; the text on the page stays.
    }
  }

  return {
    draft,
    open: () => keep({ id: nanoid(), text: '', choice: null }),
    change: (fields: Partial<Omit<ReplyDraft, 'id'>>) => draft && keep({ ...draft, ...fields }),
    /** Other words have arrived under the id: these get one of their own. */
    renew: () => draft && keep({ ...draft, id: nanoid() }),
    close: () => {
      setDraft(null);
      browserStorage()?.removeItem(key);
    },
  };
}

function readKept(key: string): ReplyDraft | null {
  try {
    return DraftSchema.nullable().parse(JSON.parse(browserStorage()?.getItem(key) ?? 'null'));
  } catch {
    // Written by an older version or by hand: nothing to go on with.
    return null;
  }
}
