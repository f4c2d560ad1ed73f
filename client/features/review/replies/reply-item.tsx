import { useQueryClient } from '@tanstack/react-query';
import { Flag, MessageSquare } from 'lucide-react';
import { useState } from 'react';
import { withdrawReply, type FlagAnswer, type ReviewReply } from '#shared/contracts/review.contract.ts';
import { REPLY_WITHDRAWN } from '#shared/domain/review-words.ts';
import { callApi } from '#client/platform/api.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { formatDateTime } from '#client/ui/format-time.ts';
import { noteAnchor } from '../moments.ts';
import { dimensionLabel } from '../strings.ts';
import { reviewKey } from '../use-review.ts';
import { AnswerForm } from './answer-form.tsx';
import { labelOf, openFlags, replyAnchor, type Conversation } from './conversation.ts';
import { replyStrings } from './strings.ts';
import { useReplyDraft } from './use-reply-draft.ts';
import styles from './replies.module.css';

export type ReplyItemProps = { readonly conversation: Conversation; readonly reply: ReviewReply };

/** One reply or flag with what was answered. */
export function ReplyItem({ conversation, reply }: ReplyItemProps) {
  const { interviewId, answering } = conversation;
  const drafting = useReplyDraft(`${interviewId}.answer.${reply.id}`);
  const isFlag = reply.kind === 'flag';
  const isOpen = openFlags([reply]).length > 0;
  const label = labelOf(conversation, reply.target);
  return (
    <li id={replyAnchor(reply.id)} className={classNames(styles.item, isOpen && styles.open)}>
      <p className={styles.head}>
        {isFlag ? <Flag size={14} aria-hidden="true" /> : <MessageSquare size={14} aria-hidden="true" />}
        <span className={styles.kind}>{isFlag ? replyStrings.flagged : replyStrings.replied}</span>
        {/* What is about the whole card or the whole review stands in it. */}
        {reply.target.on === 'note' ? (
          <a className={styles.link} href={`#${noteAnchor(reply.target.noteId)}`}>
            {label}
          </a>
        ) : reply.target.on === 'hint' ? (
          <span>{label}</span>
        ) : null}
        {isOpen ? <Badge tone="warn">{replyStrings.open}</Badge> : null}
      </p>
      <Words conversation={conversation} words={reply} about={label} />
      {reply.answers.length > 0 ? (
        <ol className={styles.answers}>
          {reply.answers.map((answer) => (
            <li key={answer.id} className={styles.answer}>
              <p className={styles.head}>
                <Badge tone={answer.verdict === 'corrected' ? 'good' : 'neutral'}>{verdictOf(answer)}</Badge>
              </p>
              <Words conversation={conversation} words={answer} about={label} />
            </li>
          ))}
        </ol>
      ) : null}
      {isFlag && answering && reply.withdrawnAt === null ? (
        drafting.draft ? (
          <AnswerForm
            conversation={conversation}
            answering={answering}
            flag={reply}
            draft={drafting.draft}
            drafting={drafting}
          />
        ) : (
          <div className={classNames(styles.acts, reply.answers.length > 0 && styles.quiet)}>
            <Button
              size="sm"
              variant={reply.answers.length === 0 ? 'secondary' : 'ghost'}
              onClick={drafting.open}
            >
              {replyStrings.answer}
              <span className="visually-hidden">{replyStrings.withdrawWhat(label)}</span>
            </Button>
          </div>
        )
      ) : null}
    </li>
  );
}

type WordsProps = {
  readonly conversation: Conversation;
  readonly words: Pick<ReviewReply, 'id' | 'text' | 'authorName' | 'isOwn' | 'createdAt' | 'withdrawnAt'>;
  readonly about: string;
};

/** What somebody said, who and when, and the way to take it back. */
function Words({ conversation, words, about }: WordsProps) {
  const client = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const { interviewId } = conversation;
  const { id, text, authorName, isOwn, createdAt, withdrawnAt } = words;
  return (
    <>
      {withdrawnAt ? (
        <p className={styles.withdrawn}>{REPLY_WITHDRAWN}</p>
      ) : (
        <p className={styles.text}>{text}</p>
      )}
      <p className={styles.by}>
        <span>
          {authorName}, <time dateTime={createdAt}>{formatDateTime(new Date(createdAt))}</time>
        </span>
        {isOwn && !withdrawnAt ? (
          <button type="button" className={styles.withdraw} onClick={() => setIsAsking(true)}>
            {replyStrings.withdraw}
            <span className="visually-hidden">{replyStrings.withdrawWhat(about)}</span>
          </button>
        ) : null}
      </p>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={replyStrings.withdrawTitle}
        description={replyStrings.withdrawText}
        confirmLabel={replyStrings.withdraw}
        failureText={replyStrings.withdrawFailed}
        onConfirm={async () => {
          await callApi(withdrawReply, { interviewId, replyId: id });
          await client.invalidateQueries({ queryKey: reviewKey(interviewId) });
        }}
      />
    </>
  );
}

function verdictOf({ verdict, record }: FlagAnswer): string {
  if (verdict === 'stands') return replyStrings.isStands;
  return record
    ? replyStrings.isCorrectedTo(dimensionLabel(record.dimension), record.rating)
    : replyStrings.isCorrected;
}
