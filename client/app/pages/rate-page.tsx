import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, lazy, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { getInterview } from '#shared/contracts/interviews.contract.ts';
import { declineRating } from '#shared/contracts/raters.contract.ts';
import { getMaterials, type RatingMaterials as Materials } from '#shared/contracts/review.contract.ts';
import type { InterviewState } from '#shared/domain/interview-state.ts';
import type { Dimension } from '#shared/domain/vocabulary.ts';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { RatingMaterials } from '#client/features/review/rating-materials.tsx';
import { EvidencePanel } from '#client/features/rubric/evidence-panel.tsx';
import { EvidenceQuickCapture } from '#client/features/rubric/evidence-quick-capture.tsx';
import { RubricForm } from '#client/features/rubric/rubric-form.tsx';
import { RevealCard } from '#client/features/scenarios/reveal-card.tsx';
import { asApiError } from '#client/platform/api-error.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useStore } from '#client/platform/store.ts';
import { useOpened } from '#client/platform/use-opened.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { formatDateTime } from '#client/ui/format-time.ts';
import { Notice } from '#client/ui/notice.tsx';
import { PageHeader } from '#client/ui/page-header.tsx';
import page from '#client/ui/page.module.css';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { PageSkeleton } from '../page-skeleton.tsx';
import { openRatingStores, type RatingStores } from '../room/rating-stores.ts';
import { useTitle } from '../use-title.ts';
import { appStrings as strings } from '../strings.ts';
import styles from './rate-page.module.css';

const GuideReader = lazy(() =>
  import('#client/features/scenarios/guide-reader.tsx').then((m) => ({ default: m.GuideReader })),
);

/** How often a page that waits for the others looks whether the forms are open, ms. */
const POLL_MS = 30_000;

/** `/interviews/:id/rate`: where somebody rates who was not in the room, or who is late. */
export function RatePage() {
  const { interviewId = '' } = useParams();
  useTitle(strings.rateTitle);
  const materials = useQuery({
    queryKey: ['rating-materials', interviewId],
    queryFn: ({ signal }) => callApi(getMaterials, { interviewId }, { signal }),
    staleTime: Infinity,
  });
  const interview = useQuery({
    queryKey: ['rating-interview', interviewId],
    queryFn: ({ signal }) => callApi(getInterview, { interviewId }, { signal }),
    // The forms may be opened while this page is open; who is not in the room is not told by a socket.
    refetchOnWindowFocus: true,
    refetchInterval: ({ state: { data } }) => (data?.state.status === 'rating' ? POLL_MS : false),
  });
  const error = materials.error ?? interview.error;
  if (error) {
    const { code } = asApiError(error);
    const isGone = code === 'INTERVIEW_NOT_FOUND' || code === 'PARTICIPANT_REMOVED' || code === 'FORBIDDEN';
    const words = toErrorWords(error);
    return (
      <main>
        {isGone ? (
          <EmptyState
            isPage
            title={strings.rateGone}
            action={<ButtonLink to="/">{strings.backHome}</ButtonLink>}
          >
            {strings.rateGoneText}
          </EmptyState>
        ) : (
          <ErrorState
            isPage
            title={words.title}
            advice={words.advice}
            isRetrying={materials.isFetching || interview.isFetching}
            onRetry={() => {
              void materials.refetch();
              void interview.refetch();
            }}
          />
        )}
      </main>
    );
  }
  if (!materials.data || !interview.data) return <PageSkeleton />;
  return (
    <Rating
      materials={materials.data}
      state={interview.data.state}
      onHandedIn={() => void interview.refetch()}
    />
  );
}

interface RatingProps {
  /** The own rubric is in: it may have been the last one the forms waited for. */
  readonly onHandedIn: () => void;
  readonly materials: Materials;
  readonly state: InterviewState;
}

function Rating(props: RatingProps) {
  const { interviewId } = props.materials;
  const stores = useOpened(() => openRatingStores(interviewId), interviewId);
  return stores ? <Workplace {...props} stores={stores} /> : <PageSkeleton />;
}

type Side = 'form' | 'evidence' | 'materials';

function Workplace({
  materials,
  state,
  stores,
  onHandedIn,
}: RatingProps & { readonly stores: RatingStores }) {
  const { interviewId, setup, durationMs } = materials;
  const [momentMs, setMomentMs] = useState(0);
  const [noteRequest, setNoteRequest] = useState<{ dimension: Dimension } | null>(null);
  const [side, setSide] = useState<Side>('form');
  const rubric = useStore(stores.rubric);
  const form = rubric.status === 'ready' ? rubric.form : null;
  const isLocked = form !== null && !form.isOpen;
  const isIn = form !== null && form.submittedAt !== null;
  const handedIn = useRef(onHandedIn);
  useEffect(() => {
    handedIn.current = onHandedIn;
  });
  useEffect(() => {
    if (isIn) handedIn.current();
  }, [isIn]);
  const isRevealed = state.status === 'revealed' || state.status === 'closed';
  const shown = useMemo(
    () => new Map(materials.reveals.map(({ revealId, offsetMs }) => [revealId, offsetMs])),
    [materials.reveals],
  );
  const handleAddNote = (dimension: Dimension) => setNoteRequest({ dimension });
  const pages = (
    <>
      <div className={styles.form} hidden={side === 'evidence'}>
        <RubricForm
          store={stores.rubric}
          evidence={stores.evidence}
          onAddNote={handleAddNote}
          onSeek={setMomentMs}
        />
      </div>
      <div className={styles.form} hidden={side !== 'evidence'}>
        <EvidencePanel
          store={stores.evidence}
          isLocked={isLocked}
          onAdd={() => handleAddNote('communication')}
          onSeek={setMomentMs}
        />
      </div>
    </>
  );
  return (
    <main className={classNames(page.frame, page.wide, styles.page)} data-side={side}>
      <PageHeader
        title={materials.scenario?.title ?? strings.rateTitle}
        text={`${form?.isSecond ? strings.rateSecond : strings.rateOwn}${
          materials.dueAt ? ` ${strings.rateDue(formatDateTime(new Date(materials.dueAt)))}` : ''
        }`}
      >
        {form?.isSecond && !isLocked ? <Decline interviewId={interviewId} /> : null}
      </PageHeader>
      {isIn ? (
        <Notice
          tone="good"
          title={isRevealed ? strings.rateDoneOpen : strings.rateDoneWaiting}
          action={
            isRevealed ? (
              <ButtonLink variant="primary" to={`/interviews/${interviewId}/review`}>
                {strings.rateCompare}
              </ButtonLink>
            ) : undefined
          }
        >
          {isRevealed ? strings.rateDoneOpenText : strings.rateDoneWaitingText}
        </Notice>
      ) : null}
      <div className={styles.columns}>
        <div className={styles.sides}>
          <SegmentedControl
            isFullWidth
            label={strings.rateSides}
            value={side}
            onValueChange={setSide}
            segments={[
              { value: 'form', label: strings.rateForm },
              { value: 'evidence', label: strings.rateEvidence },
              { value: 'materials', label: strings.rateMaterials },
            ]}
          />
        </div>
        <div className={styles.materials}>
          <ErrorBoundary title={strings.pageFailed} size="sm">
            <RatingMaterials
              materials={materials}
              momentMs={momentMs}
              onMoment={(offsetMs) => setMomentMs(Math.min(offsetMs, durationMs))}
              renderCard={(card) => <RevealCard {...card} isNew={false} />}
              renderNotes={(blocks) => <NotesView blocks={blocks} topHeadingLevel={3} />}
              renderGuide={() =>
                materials.scenario ? (
                  <Suspense fallback={<SkeletonText lines={6} />}>
                    <GuideReader
                      interviewId={interviewId}
                      scenarioId={materials.scenario.id}
                      level={setup.level}
                      format={setup.format}
                      state={state}
                      shown={shown}
                    />
                  </Suspense>
                ) : (
                  <p>{strings.rateNoGuide}</p>
                )
              }
            />
          </ErrorBoundary>
        </div>
        <div className={styles.pages}>{pages}</div>
      </div>
      {isLocked ? null : (
        <EvidenceQuickCapture
          store={stores.evidence}
          getOffsetMs={() => momentMs}
          step={null}
          request={noteRequest}
        />
      )}
    </main>
  );
}

function Decline({ interviewId }: { readonly interviewId: string }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{strings.rateDecline}</Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={strings.rateDeclineTitle}
        description={strings.rateDeclineText}
        confirmLabel={strings.rateDecline}
        failureText={strings.rateDeclineFailed}
        onConfirm={async () => {
          await callApi(declineRating, { interviewId });
          await client.invalidateQueries({ queryKey: ['rating-queue'] });
          await navigate('/');
        }}
      />
    </>
  );
}
