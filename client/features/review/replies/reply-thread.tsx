import { Flag, MessageSquare } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { dimensionLabel } from '../strings.ts';
import { repliesOn, type Conversation } from './conversation.ts';
import { ReplyForm } from './reply-form.tsx';
import { ReplyItem } from './reply-item.tsx';
import { replyStrings } from './strings.ts';
import { useReplyDraft } from './use-reply-draft.ts';
import styles from './replies.module.css';

export type ReplyThreadProps = {
  readonly conversation: Conversation;
  /** Null for the review as a whole. */
  readonly dimension: Dimension | null;
};

/** What was said in one place of the review, and the way to add to it. */
export function ReplyThread({ conversation, dimension }: ReplyThreadProps) {
  const { interviewId, replies, canReply } = conversation;
  const said = repliesOn(replies, dimension);
  const place = `${interviewId}.${dimension ?? 'review'}`;
  const reply = useReplyDraft(`${place}.reply`);
  const flag = useReplyDraft(`${place}.flag`);
  const [isSent, setIsSent] = useState(false);
  const acts = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  const isOpen = reply.draft !== null || flag.draft !== null;
  useEffect(() => {
    // The form that had the focus is gone.
    if (wasOpen.current && !isOpen) acts.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);

  if (said.length === 0 && !canReply) return null;
  const suffix =
    dimension === null ? null : (
      <span className="visually-hidden">{replyStrings.onRating(dimensionLabel(dimension))}</span>
    );
  return (
    <div className={styles.thread}>
      {said.length > 0 ? (
        <ol className={styles.list}>
          {said.map((each) => (
            <ReplyItem key={each.id} conversation={conversation} reply={each} />
          ))}
        </ol>
      ) : null}
      {reply.draft ? (
        <ReplyForm
          conversation={conversation}
          kind="reply"
          dimension={dimension}
          draft={reply.draft}
          drafting={reply}
          onSent={() => setIsSent(true)}
        />
      ) : null}
      {flag.draft && dimension !== null ? (
        <ReplyForm
          conversation={conversation}
          kind="flag"
          dimension={dimension}
          draft={flag.draft}
          drafting={flag}
          onSent={() => setIsSent(true)}
        />
      ) : null}
      {canReply && !isOpen ? (
        <div ref={acts} className={classNames(styles.acts, dimension !== null && styles.quiet)}>
          <Button
            size="sm"
            variant={dimension === null ? 'secondary' : 'ghost'}
            icon={<MessageSquare />}
            onClick={() => {
              setIsSent(false);
              reply.open();
            }}
          >
            {replyStrings.reply}
            {suffix}
          </Button>
          {dimension === null ? null : (
            <Button
              size="sm"
              variant="ghost"
              icon={<Flag />}
              onClick={() => {
                setIsSent(false);
                flag.open();
              }}
            >
              {replyStrings.flag}
              {suffix}
            </Button>
          )}
        </div>
      ) : null}
      <p className="visually-hidden" role="status">
        {isSent ? replyStrings.sent : ''}
      </p>
    </div>
  );
}
