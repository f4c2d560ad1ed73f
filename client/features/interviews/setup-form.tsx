import { ArrowRight, UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GuideInterview } from '#shared/contracts/interviews.contract.ts';
import type { InterviewSetup } from '#shared/domain/interview-state.ts';
import { FORMATS, FRAMEWORKS, LEVELS } from '#shared/domain/vocabulary.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Switch } from '#client/ui/switch.tsx';
import { BriefingLink } from './briefing-link.tsx';
import type { InterviewStore } from './interview-store.ts';
import { ScenarioPicker } from './scenario-picker.tsx';
import { setupStrings as strings } from './setup-strings.ts';
import { FORMAT_NAMES, FRAMEWORK_NAMES, LEVEL_NAMES } from './strings.ts';
import styles from './setup-form.module.css';

export interface SetupFormProps {
  readonly store: InterviewStore;
  readonly interview: GuideInterview;
  /** From the room: the interview's own snapshot does not follow people coming and going. */
  readonly candidateId: string | null;
  /** A trainee watches the choices being made. */
  readonly isReadOnly: boolean;
  /** Null for those who may not invite. */
  readonly onInviteCandidate: (() => void) | null;
  /** The people of the room. */
  readonly people: ReactNode;
}

export function SetupForm({
  store,
  interview,
  candidateId,
  isReadOnly,
  onInviteCandidate,
  people,
}: SetupFormProps) {
  const { setup } = interview;
  const openLobby = useCommand(store.openLobby);

  // Each choice is sent at once and shown before it is acknowledged; two quick ones may be under way together.
  const command = useCommand(store.configure, { mayOverlap: true });
  const configure = (change: Partial<InterviewSetup>) => void command.start({ ...setup, ...change });

  return (
    <div className={styles.layout}>
      <div className={styles.main}>
        <header>
          <h1 className={styles.title}>{strings.title}</h1>
          <p className={styles.text}>{isReadOnly ? strings.shadowText : strings.text}</p>
        </header>
        <section className={styles.scenarios}>
          <h2 className={styles.heading}>{strings.scenario}</h2>
          {isReadOnly ? (
            // The bank is the interviewer's to read: a trainee may be a candidate tomorrow.
            <Notice title={setup.scenarioId === null ? strings.shadowWaits : strings.shadowChosen}>
              {setup.scenarioId === null ? strings.shadowWaitsText : strings.shadowChosenText}
            </Notice>
          ) : (
            <ScenarioPicker
              interviewId={interview.interviewId}
              candidateId={candidateId}
              setup={setup}
              onChoose={(scenarioId) => configure({ scenarioId })}
            />
          )}
        </section>
      </div>
      <aside className={styles.side}>
        <div className={styles.choices}>
          <Field label={strings.level} hint={strings.levelHint}>
            <SegmentedControl
              isFullWidth
              isDisabled={isReadOnly}
              segments={LEVELS.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
              value={setup.level}
              onValueChange={(level) => configure({ level })}
            />
          </Field>
          <Field label={strings.format}>
            <SegmentedControl
              isFullWidth
              isDisabled={isReadOnly}
              segments={FORMATS.map((value) => ({ value, label: FORMAT_NAMES[value] }))}
              value={setup.format}
              onValueChange={(format) => configure({ format })}
            />
          </Field>
          <Field label={strings.framework} hint={strings.frameworkHint[setup.framework]}>
            <SegmentedControl
              isFullWidth
              isDisabled={isReadOnly}
              segments={FRAMEWORKS.map((value) => ({ value, label: FRAMEWORK_NAMES[value] }))}
              value={setup.framework}
              onValueChange={(framework) => configure({ framework })}
            />
          </Field>
          <Switch
            label={strings.starter}
            description={strings.starterHint}
            disabled={isReadOnly}
            isChecked={setup.useStarterBoard}
            onCheckedChange={(useStarterBoard) => configure({ useStarterBoard })}
          />
        </div>
        <div className={styles.people}>
          {people}
          {candidateId === null && onInviteCandidate ? (
            <Notice
              title={strings.noCandidate}
              action={
                <Button size="sm" icon={<UserPlus />} onClick={onInviteCandidate}>
                  {strings.inviteCandidate}
                </Button>
              }
            />
          ) : null}
        </div>
        {isReadOnly ? null : (
          <div className={styles.open}>
            <Button
              variant="primary"
              size="lg"
              isFullWidth
              disabled={setup.scenarioId === null}
              trailing={<ArrowRight size={16} />}
              isPending={openLobby.isPending}
              onClick={() => void openLobby.start()}
            >
              {strings.open}
            </Button>
            <p className={styles.text}>
              {setup.scenarioId === null ? strings.chooseFirst : strings.guideNote}
            </p>
            <BriefingLink setup={setup} />
          </div>
        )}
      </aside>
    </div>
  );
}
