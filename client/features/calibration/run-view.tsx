import { ArrowDown, ArrowRight, ArrowUp, Check } from 'lucide-react';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CalibrationRun, LockedRating } from '#shared/contracts/calibration.contract.ts';
import { DIMENSIONS, type Dimension } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { useStore } from '#client/platform/store.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { TabPanel, Tabs } from '#client/ui/tabs.tsx';
import { Comparison } from './comparison.tsx';
import { distanceOf } from './distance-of.ts';
import { EMPTY_DRAFT, draftKey, draftsPreference, dropDraft, writeDraft, type Draft } from './drafts.ts';
import { GuideList } from './guide-list.tsx';
import { MomentList, momentAnchor } from './moment-list.tsx';
import { RatingPanel } from './rating-panel.tsx';
import { RunResult } from './run-result.tsx';
import type { CalibrationSlots } from './slots.ts';
import { REASON_NAMES, calibrationStrings as strings, dimensionLabel } from './strings.ts';
import { useGiveUpRun, useLockRating } from './use-calibration.ts';
import styles from './run-view.module.css';

type Part = 'timeline' | 'board' | 'notes' | 'guide';

/** A reference interview on the left, one dimension at a time on the right; on a phone one of the two. */
export function RunView({
  data,
  slots,
}: {
  readonly data: CalibrationRun;
  readonly slots: CalibrationSlots;
}) {
  const { run, interview, locked } = data;
  const navigate = useNavigate();
  const isOver = run.status !== 'in_progress';
  const lockedOf = (dimension: Dimension) => locked.find((each) => each.dimension === dimension);
  const firstOpen = DIMENSIONS.find((dimension) => !lockedOf(dimension));
  const [dimension, setDimension] = useState<Dimension>(isOver ? 'framing' : (firstOpen ?? 'framing'));
  const [part, setPart] = useState<Part>('timeline');
  const [side, setSide] = useState<'interview' | 'rating'>('interview');
  const [isGivingUp, setIsGivingUp] = useState(false);
  const drafts = useStore(draftsPreference);
  const lock = useLockRating(run.id);
  const giveUp = useGiveUpRun(run.id);
  const panelRef = useRef<HTMLElement>(null);

  const key = draftKey(run.id, dimension);
  const standing = lockedOf(dimension);
  const draft = drafts[key] ?? EMPTY_DRAFT;
  const conflict =
    lock.error &&
    asApiError(lock.error).code === 'CALIBRATION_LOCKED' &&
    lock.variables?.dimension === dimension;

  function handleDraft(next: Draft) {
    if (lock.isError) lock.reset();
    writeDraft(key, next);
  }
  function handlePick(momentId: string) {
    const moments = draft.moments.includes(momentId)
      ? draft.moments.filter((each) => each !== momentId)
      : [...draft.moments, momentId].slice(-LIMITS.calibrationMoments);
    handleDraft({ ...draft, moments });
  }
  function handleShow(momentId: string) {
    setPart('timeline');
    setSide('interview');
    // After the tab has been drawn.
    requestAnimationFrame(() => {
      const element = document.getElementById(momentAnchor(momentId));
      element?.scrollIntoView({ block: 'center' });
      element?.focus({ preventScroll: true });
    });
  }
  function choose(next: Dimension) {
    lock.reset();
    setDimension(next);
    panelRef.current?.focus({ preventScroll: true });
  }
  const lockAndDrop: typeof lock = {
    ...lock,
    mutate: (input, options) =>
      lock.mutate(input, {
        ...options,
        onSuccess: () => {
          dropDraft(draftKey(run.id, input.dimension));
          // Where the reference has just opened: it is read out, and Enter goes on from there.
          requestAnimationFrame(() => panelRef.current?.querySelector<HTMLElement>('[data-next]')?.focus());
        },
      }),
  };

  return (
    <div className={classNames(page.frame, styles.page)}>
      <PageHeader
        back={{ to: '/calibration', label: strings.back }}
        title={run.title}
        marks={
          <>
            <Badge look="outline">{strings.level(run.level)}</Badge>
            <Badge look="outline">{strings.scripted}</Badge>
          </>
        }
      >
        {isOver ? null : <Button onClick={() => setIsGivingUp(true)}>{strings.giveUp}</Button>}
      </PageHeader>
      {isOver ? <RunResult {...data} /> : null}
      <div className={styles.switch}>
        <SegmentedControl
          label={strings.screens}
          isFullWidth
          segments={[
            { value: 'interview', label: strings.interview },
            { value: 'rating', label: strings.rating },
          ]}
          value={side}
          onValueChange={setSide}
        />
        {side === 'interview' && !standing && !isOver ? (
          <p className={styles.picking}>{strings.picking(dimensionLabel(dimension), draft.moments.length)}</p>
        ) : null}
      </div>
      <div className={styles.columns}>
        <section
          className={classNames(styles.interview, side !== 'interview' && styles.away)}
          aria-label={strings.interview}
        >
          <Tabs
            label={strings.parts}
            tabs={[
              { value: 'timeline', label: strings.timeline },
              { value: 'board', label: strings.board },
              { value: 'notes', label: strings.notes },
              { value: 'guide', label: strings.guide },
            ]}
            value={part}
            onValueChange={setPart}
          >
            <TabPanel value="timeline" className={styles.tab}>
              <MomentList
                moments={interview.moments}
                picked={standing?.moments ?? draft.moments}
                onPick={standing || isOver ? undefined : handlePick}
                referenced={standing?.reference.moments ?? []}
                renderFace={slots.renderFace}
              />
            </TabPanel>
            <TabPanel value="board" className={styles.tab}>
              {slots.renderBoard(interview.board, strings.boardAlt(interview.board.nodes.length - 2))}
            </TabPanel>
            <TabPanel value="notes" className={styles.tab}>
              {slots.renderNotes(interview.notes)}
            </TabPanel>
            <TabPanel value="guide" className={styles.tab}>
              <GuideList expectations={interview.expectations} level={run.level} dimension={dimension} />
            </TabPanel>
          </Tabs>
        </section>
        <section
          ref={panelRef}
          tabIndex={-1}
          className={classNames(styles.rating, side !== 'rating' && styles.away)}
          aria-label={strings.rating}
        >
          <nav aria-label={strings.dimensions}>
            <ol className={styles.steps}>
              {DIMENSIONS.map((each, index) => {
                const row = lockedOf(each);
                return (
                  <li key={each}>
                    <button
                      type="button"
                      className={classNames(
                        styles.step,
                        row && (distanceOf(row) ? styles.apart : styles.done),
                      )}
                      aria-current={each === dimension ? 'step' : undefined}
                      // What is seen on it begins the name, for those who call it by voice.
                      aria-label={`${row ? '' : `${index + 1}, `}${strings.dimensionState(
                        dimensionLabel(each),
                        row ? lockedState(row) : strings.open,
                      )}`}
                      title={
                        row
                          ? strings.dimensionState(dimensionLabel(each), lockedState(row))
                          : dimensionLabel(each)
                      }
                      onClick={() => choose(each)}
                    >
                      {row ? <StepMark row={row} /> : index + 1}
                    </button>
                  </li>
                );
              })}
            </ol>
          </nav>
          <h2 className={styles.dimension}>{dimensionLabel(dimension)}</h2>
          {conflict && standing ? (
            <Notice tone="warn" title={strings.conflict}>
              {strings.conflictText(
                standing.rating === null
                  ? strings.notAssessed(
                      standing.notAssessed === null ? '' : REASON_NAMES[standing.notAssessed],
                    )
                  : String(standing.rating),
              )}
            </Notice>
          ) : null}
          {standing ? (
            <>
              <Comparison
                locked={standing}
                rubricVersion={run.rubricVersion}
                level={run.level}
                moments={interview.moments}
                onShow={handleShow}
              />
              {isOver ? null : firstOpen ? (
                <Button
                  data-next
                  variant="primary"
                  trailing={<ArrowRight size={16} aria-hidden="true" />}
                  className={styles.next}
                  onClick={() => choose(firstOpen)}
                >
                  {strings.next(dimensionLabel(firstOpen))}
                </Button>
              ) : null}
            </>
          ) : isOver ? (
            <p className={styles.note}>{strings.giveUpText}</p>
          ) : (
            <RatingPanel
              key={dimension}
              run={run}
              interview={interview}
              dimension={dimension}
              draft={draft}
              onDraft={handleDraft}
              lock={lockAndDrop}
              onShow={handleShow}
              slots={slots}
            />
          )}
        </section>
      </div>
      <ConfirmDialog
        isOpen={isGivingUp}
        onOpenChange={setIsGivingUp}
        title={strings.giveUpTitle}
        description={strings.giveUpText}
        confirmLabel={strings.giveUpConfirm}
        onConfirm={async () => {
          await giveUp.mutateAsync();
          await navigate('/calibration');
        }}
      />
    </div>
  );
}

/** The way one's rating went from the reference, so that what to look at again is found without opening each. */
function StepMark({ row }: { readonly row: LockedRating }) {
  const distance = distanceOf(row);
  const Icon = !distance ? Check : distance > 0 ? ArrowUp : ArrowDown;
  return <Icon size={14} aria-hidden="true" />;
}

function lockedState(row: LockedRating): string {
  const distance = distanceOf(row);
  return distance ? `${strings.lockedState}, ${strings.apart(distance)}` : strings.lockedState;
}
