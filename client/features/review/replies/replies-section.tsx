import type { ReviewReply } from '#shared/contracts/review.contract.ts';
import { labelOf, openFlags, replyAnchor, type Conversation } from './conversation.ts';
import { ReplyThread } from './reply-thread.tsx';
import { replyStrings } from './strings.ts';
import styles from './replies.module.css';

/** What was said to the review as a whole, and where the rest stands. */
export function RepliesSection({ conversation }: { readonly conversation: Conversation }) {
  const { replies, canReply } = conversation;
  const elsewhere = replies.filter(({ target }) => target.on !== 'review');
  const hasWhole = replies.length > elsewhere.length;
  const open = openFlags(replies);
  return (
    <div className={styles.section}>
      {canReply ? <p className={styles.lead}>{replyStrings.lead}</p> : null}
      {canReply || hasWhole ? null : <p className={styles.lead}>{replyStrings.noneOther}</p>}
      <ReplyThread conversation={conversation} dimension={null} />
      {elsewhere.length > 0 ? (
        <div className={styles.elsewhere}>
          <h3 className={styles.name}>{replyStrings.elsewhere}</h3>
          <ul className={styles.index}>
            {elsewhere.map((reply) => (
              <li key={reply.id}>
                {replyStrings.elsewhereOf[reply.kind]}:{' '}
                <a className={styles.link} href={`#${replyAnchor(reply.id)}`}>
                  {labelOf(conversation, reply.target)}
                </a>
                <span className={styles.small}>{stateOf(reply, open.includes(reply))}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function stateOf({ kind, withdrawnAt, answers }: ReviewReply, isOpen: boolean): string {
  if (withdrawnAt) return ` · ${replyStrings.withdrawn}`;
  if (kind === 'reply') return '';
  if (isOpen) return ` · ${replyStrings.waiting}`;
  const last = answers.findLast((answer) => answer.withdrawnAt === null);
  return last ? ` · ${replyStrings.answered[last.verdict]}` : '';
}
