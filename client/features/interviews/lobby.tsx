import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { PHASE_TEXT } from '#shared/domain/phase-plan.ts';
import type { InterviewSnapshot } from '#shared/contracts/interviews.contract.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { formatDuration } from '#client/ui/format-time.ts';
import { ConsentText } from './consent-text.tsx';
import { DeviceCheck } from './device-check.tsx';
import type { InterviewStore } from './interview-store.ts';
import { FORMAT_NAMES, FRAMEWORK_NAMES, LEVEL_NAMES, interviewStrings as strings } from './strings.ts';
import styles from './lobby.module.css';

export interface LobbyProps {
  readonly store: InterviewStore;
  readonly interview: InterviewSnapshot;
  readonly selfId: string;
  /** Candidate and interviewers say ready; the others only look on. */
  readonly maySayReady: boolean;
  readonly people: ReactNode;
  /** Who is still to say ready, or what the room waits for otherwise. */
  readonly waitText: string;
  /** The interviewer's way on and back. */
  readonly actions?: ReactNode;
}

export function Lobby({ store, interview, selfId, maySayReady, people, waitText, actions }: LobbyProps) {
  const { state, setup, phases, retentionDays } = interview;
  const readyIds = state.status === 'lobby' ? state.readyIds : [];
  const isReady = readyIds.includes(selfId);
  const setReady = useCommand(store.setReady);
  return (
    <div className={styles.lobby}>
      <header className={styles.header}>
        <h1 className={styles.title}>{strings.lobbyTitle}</h1>
        <p className={styles.text}>{strings.lobbyText}</p>
      </header>
      <div className={styles.columns}>
        <div className={styles.column}>
          {setup ? (
            <section className={styles.block}>
              <h2 className={styles.heading}>{strings.plan}</h2>
              <p className={styles.facts}>
                <Badge>{LEVEL_NAMES[setup.level]}</Badge>
                <Badge>{FORMAT_NAMES[setup.format]}</Badge>
                <Badge>{FRAMEWORK_NAMES[setup.framework]}</Badge>
              </p>
              {phases ? (
                <ol className={styles.phases}>
                  {phases.map((phase) => (
                    <li key={phase.id} className={styles.phase}>
                      <span className={styles.phaseName}>{PHASE_TEXT[phase.id].title}</span>
                      <span className={styles.phaseGoal}>{PHASE_TEXT[phase.id].goal}</span>
                      <span className={styles.phaseTime}>{formatDuration(phase.budgetMs)}</span>
                    </li>
                  ))}
                </ol>
              ) : null}
            </section>
          ) : null}
        </div>
        <div className={styles.column}>
          <section className={styles.block}>
            <h2 className={styles.heading}>{strings.inTheRoom}</h2>
            {people}
          </section>
          <section className={styles.block}>
            <DeviceCheck />
          </section>
          <section className={styles.block}>
            <ConsentText retentionDays={retentionDays} />
          </section>
        </div>
      </div>
      <footer className={styles.footer}>
        <p className={styles.wait} role="status">
          {waitText}
        </p>
        <div className={styles.actions}>
          {maySayReady ? (
            <Button
              size="lg"
              variant={isReady ? 'secondary' : 'primary'}
              icon={isReady ? <Check /> : undefined}
              aria-pressed={isReady}
              aria-describedby="ready-means"
              onClick={() => void setReady.start(!isReady)}
            >
              {isReady ? strings.saidReady : strings.sayReady}
            </Button>
          ) : null}
          {actions}
        </div>
        {maySayReady ? (
          <p id="ready-means" className={styles.means}>
            {isReady ? strings.takeBack : strings.readyMeans}
          </p>
        ) : null}
      </footer>
    </div>
  );
}

/** Beside a person's name in the lobby. */
export function ReadyMark({ isReady }: { isReady: boolean }) {
  return isReady ? (
    <Badge tone="good" icon={<Check />}>
      {strings.ready}
    </Badge>
  ) : (
    <Badge>{strings.notReady}</Badge>
  );
}
