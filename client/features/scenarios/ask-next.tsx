import { Check, Lightbulb, MessageCircle, SkipForward } from 'lucide-react';
import { useState } from 'react';
import type { Proposal } from '#shared/domain/next-probe.ts';
import type { GuideProgress } from '#shared/domain/timeline.ts';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { formatClock } from '#client/ui/format-time.ts';
import { Kbd } from '#client/ui/kbd.tsx';
import { useCockpit } from './cockpit-context.ts';
import { guideOf, ladderFor, type GuidePage } from './cockpit-selectors.ts';
import {
  DIMENSION_NAMES,
  LEVEL_NAMES,
  RUNG_NAMES,
  STEP_NAMES,
  cockpitStrings as strings,
} from './cockpit-strings.ts';
import { LaterHintLadder } from './later-hint-ladder.tsx';
import { openQuestion } from './open-questions.ts';
import { PhraseList } from './phrase-list.tsx';
import { RetryNote } from './retry-note.tsx';
import { SourcedText } from './sourced-text.tsx';
import { plainText } from './sourced-parts.ts';
import { useNextProbe } from './use-next-probe.ts';
import styles from './ask-next.module.css';

export interface AskNextProps {
  readonly page: GuidePage;
  /** The question alone, where the list below needs the height. */
  readonly isCompact: boolean;
}

/**
 * The one question to ask next, why it is proposed and what to listen for. Asked, it stays while it is answered; then it is
 * heard, or another one comes: each by one key.
 */
export function AskNext({ page, isCompact }: AskNextProps) {
  const { scenario, level, act, may, state, progress } = useCockpit();
  const [hintsFor, setHintsFor] = useState<string | null>(null);
  /** What was ticked last, to take it back. */
  const [heardId, setHeardId] = useState<string | null>(null);
  const { proposal, hasOthers, hold, release, skip } = useNextProbe({ page });
  const mayAct = may('probe-asked');
  const guide = proposal ? guideOf(scenario, proposal.step) : null;
  const ladder = proposal && guide ? ladderFor(guide, proposal.expectation.id) : null;
  const areHintsOpen = ladder !== null && proposal?.expectation.id === hintsFor;
  const askedAt = proposal ? askedAtOf(proposal, progress) : undefined;

  function ask() {
    if (!proposal) return;
    hold();
    if (proposal.kind === 'hint') {
      // It costs the candidate something, so a key pressed twice must not give it.
      setHintsFor(proposal.expectation.id);
      return;
    }
    // An open question that came back is asked once more; anything else is taken back by a second press.
    const isAsked = askedAt === undefined || (proposal.kind === 'open' && proposal.isTried);
    act(
      proposal.kind === 'probe'
        ? { type: 'probe-asked', probeId: proposal.probe.id, isAsked }
        : { type: 'expectation-asked', expectationId: proposal.expectation.id, isAsked },
    );
    setHeardId(null);
  }
  function hear() {
    if (!proposal) return;
    const { id } = proposal.expectation;
    act({ type: 'expectation-ticked', expectationId: id, isTicked: true });
    setHeardId(id);
    setHintsFor(null);
    release();
  }
  function takeBack() {
    if (heardId === null) return;
    act({ type: 'expectation-ticked', expectationId: heardId, isTicked: false });
    setHeardId(null);
  }
  function another() {
    setHintsFor(null);
    setHeardId(null);
    skip();
  }
  function toggleHints() {
    if (!proposal) return;
    hold();
    setHintsFor(areHintsOpen ? null : proposal.expectation.id);
  }

  const group = strings.keysGroup;
  usePageActs(
    proposal && state.status === 'running'
      ? [
          ...(mayAct
            ? [
                { id: 'scenarios.ask', label: strings.askAct, group, keys: 'q', run: ask },
                { id: 'scenarios.heard', label: strings.heardAct, group, keys: 'y', run: hear },
              ]
            : []),
          ...(hasOthers
            ? [{ id: 'scenarios.another', label: strings.anotherAct, group, keys: 'a', run: another }]
            : []),
          ...(ladder
            ? [{ id: 'scenarios.hints', label: strings.hintsAct, group, keys: 'i', run: toggleHints }]
            : []),
        ]
      : [],
  );

  return (
    <section className={styles.card} aria-label={strings.askNext}>
      <div className={styles.head}>
        <h3 className={styles.title}>{strings.askNext}</h3>
        {askedAt === undefined ? null : (
          <span className={styles.done} role="status">
            {strings.askedAt(formatClock(askedAt))}
          </span>
        )}
        {heardId !== null && askedAt === undefined && mayAct ? (
          <span className={styles.done} role="status">
            {strings.heard}
            <button type="button" className={styles.undo} onClick={takeBack}>
              {strings.undo}
            </button>
          </span>
        ) : null}
      </div>
      {proposal ? (
        <>
          <div className={classNames(styles.words, isCompact && styles.compact)} aria-live="polite">
            <p className={styles.ask}>{wordsOf(proposal)}</p>
            {proposal.kind === 'probe' && !isCompact ? (
              <p className={styles.listen}>
                <PhraseList label={strings.listenFor} phrases={proposal.probe.listen_for} />
              </p>
            ) : null}
            {isCompact ? null : (
              <p className={styles.why}>
                <strong className={styles.reason}>{reasonOf(proposal, level)}: </strong>
                <SourcedText text={proposal.expectation.text} />
              </p>
            )}
          </div>
          <div className={styles.acts}>
            {mayAct ? (
              <>
                <Button
                  size="sm"
                  icon={proposal.kind === 'hint' ? <Lightbulb /> : <MessageCircle />}
                  trailing={<Kbd keys="Q" />}
                  aria-pressed={proposal.kind === 'hint' ? undefined : askedAt !== undefined}
                  data-asked={askedAt === undefined ? undefined : ''}
                  className={styles.asked}
                  onClick={ask}
                >
                  {proposal.kind === 'hint' ? strings.openHints : strings.asked}
                </Button>
                <Button
                  size="sm"
                  icon={<Check />}
                  trailing={<Kbd keys="Y" />}
                  title={strings.heardAct}
                  onClick={hear}
                >
                  {strings.heard}
                </Button>
              </>
            ) : null}
            <span className={styles.quiet}>
              {ladder && proposal.kind !== 'hint' ? (
                <IconButton
                  size="sm"
                  label={strings.hintsAct}
                  shortcut="I"
                  icon={<Lightbulb />}
                  isPressed={areHintsOpen}
                  onClick={toggleHints}
                />
              ) : null}
              {hasOthers ? (
                <IconButton
                  size="sm"
                  label={strings.anotherAct}
                  shortcut="A"
                  icon={<SkipForward />}
                  onClick={another}
                />
              ) : null}
            </span>
          </div>
          {/* The probe's own row, and the ladder, say it as well; here it is seen from every page. */}
          <RetryNote itemId={proposal.kind === 'probe' ? proposal.probe.id : proposal.expectation.id} />
          {areHintsOpen ? (
            <div className={styles.hints}>
              <LaterHintLadder
                key={ladder.id}
                ladder={ladder}
                dimension={proposal.expectation.dim}
                isFocusedAtFirst
              />
            </div>
          ) : null}
        </>
      ) : (
        <p className={styles.none}>{strings.nothingToAsk}</p>
      )}
    </section>
  );
}

/** When the question in the card was asked; undefined while it was not. A hint is never asked. */
function askedAtOf(
  proposal: Proposal,
  { askedProbes, askedAbout }: Pick<GuideProgress, 'askedProbes' | 'askedAbout'>,
): number | undefined {
  if (proposal.kind === 'probe') return askedProbes.get(proposal.probe.id);
  return proposal.kind === 'open' ? askedAbout.get(proposal.expectation.id) : undefined;
}

/** What to say, as it is to be said. */
function wordsOf(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'probe':
      return plainText(proposal.probe.ask);
    case 'open':
      return openQuestion({ step: proposal.step, dim: proposal.dim });
    case 'hint':
      return strings.helpAlong(RUNG_NAMES[proposal.rung]);
  }
}

/** Why this one, in a few words. */
function reasonOf(proposal: Proposal, level: Proposal['level']): string {
  const step = STEP_NAMES[proposal.step];
  if (proposal.place === 'ahead') return strings.nextIn(step);
  if (proposal.place === 'behind') return strings.leftIn(step);
  if (proposal.expectation.core) return proposal.isTried ? strings.coreTried : strings.coreOpen;
  if (proposal.isFreshDimension) return strings.nothingYetOn(DIMENSION_NAMES[proposal.dim]);
  if (proposal.level === level && level !== 'mid') return strings.goesDeeper(LEVEL_NAMES[level]);
  return strings.stillOpen;
}
