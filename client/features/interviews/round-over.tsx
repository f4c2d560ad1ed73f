import { FileText, Repeat2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { startNextRound } from '#shared/contracts/interviews.contract.ts';
import { callSocket } from '#client/platform/socket.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { interviewStrings as strings } from './strings.ts';
import styles from './round-over.module.css';

export interface RoundOverProps {
  readonly interviewId: string;
  readonly roomId: string;
  readonly isClosed: boolean;
  readonly mayStartNextRound: boolean;
  /** The interviewer's way to make the review final. */
  readonly closing?: ReactNode;
}

/** Revealed or closed: read the result, then go again. */
export function RoundOver({ interviewId, roomId, isClosed, mayStartNextRound, closing }: RoundOverProps) {
  // The room's own broadcast brings everybody to the new round.
  const next = useCommand((swapRoles: boolean) => callSocket(startNextRound, { roomId, swapRoles }));
  return (
    <div className={styles.over}>
      <header className={styles.header}>
        <h1 className={styles.title}>{strings.revealedTitle}</h1>
        <p className={styles.text}>{isClosed ? strings.closedText : strings.revealedText}</p>
        <ButtonLink variant="primary" size="lg" icon={<FileText />} to={`/interviews/${interviewId}/review`}>
          {strings.openReview}
        </ButtonLink>
      </header>
      <section className={styles.next}>
        <h2 className={styles.heading}>{strings.nextRound}</h2>
        <p className={styles.text}>{mayStartNextRound ? strings.nextRoundText : strings.nextRoundByLead}</p>
        {mayStartNextRound ? (
          <div className={styles.actions}>
            <Button icon={<Repeat2 />} isPending={next.isPending} onClick={() => void next.start(true)}>
              {strings.swapRoles}
            </Button>
            <Button variant="ghost" onClick={() => void next.start(false)}>
              {strings.sameRoles}
            </Button>
          </div>
        ) : null}
      </section>
      {closing}
    </div>
  );
}
