import { ArrowLeft, BookOpen, CopyPlus, FileText, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { ScenarioEntry } from '#shared/contracts/scenarios.contract.ts';
import type { CandidateScenario } from '#shared/contracts/scenario-format.contract.ts';
import { DOMAIN_NAMES } from '#shared/domain/domain-names.ts';
import { asApiError } from '#client/platform/api-error.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { Button } from '#client/ui/button.tsx';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { LaterBoardImage } from '../later-board-image.tsx';
import { useCopyScenario } from '../own/use-own.ts';
import { PromptText } from '../prompt-text.tsx';
import { LEVEL_NAMES, bankStrings as strings } from './bank-strings.ts';
import { DifficultyMark } from './difficulty-mark.tsx';
import { UseInRoom } from './use-in-room.tsx';
import { useBankGuide, usePreview } from './use-bank.ts';
import styles from './preview-pane.module.css';

export interface PreviewPaneProps {
  readonly scenarioId: string;
  readonly backTo: string;
}

/** One case as a candidate would be given it, and the ways on. */
export function PreviewPane({ scenarioId, backTo }: PreviewPaneProps) {
  const preview = usePreview(scenarioId);
  const navigate = useNavigate();
  const paneRef = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a small screen it takes the place of the list, and the card that was pressed is gone.
    if (!document.activeElement?.checkVisibility() || document.activeElement === document.body)
      paneRef.current?.focus({ preventScroll: true });
    if ((paneRef.current?.getBoundingClientRect().top ?? 0) < 0) paneRef.current?.scrollIntoView();
  }, []);
  return (
    <section
      ref={paneRef}
      tabIndex={-1}
      className={styles.pane}
      aria-label={strings.preview}
      aria-busy={preview.isPending}
    >
      <div className={styles.bar}>
        <Link to={backTo} className={styles.back}>
          <ArrowLeft size={14} aria-hidden="true" />
          {strings.back}
        </Link>
        <IconButton
          className={styles.close}
          size="sm"
          label={strings.close}
          icon={<X />}
          onClick={() => void navigate(backTo)}
        />
      </div>
      {preview.isPending ? <SkeletonText lines={8} /> : null}
      {preview.isError ? (
        asApiError(preview.error).code === 'SCENARIO_NOT_FOUND' ? (
          <EmptyState size="sm" title={strings.goneTitle}>
            {strings.goneText}
          </EmptyState>
        ) : (
          <ErrorState
            size="sm"
            title={strings.previewFailed}
            advice={toErrorWords(preview.error).advice}
            isRetrying={preview.isRefetching}
            onRetry={() => void preview.refetch()}
          />
        )
      ) : null}
      {preview.data ? <Preview {...preview.data} /> : null}
    </section>
  );
}

function Preview({ entry, scenario }: { entry: ScenarioEntry; scenario: CandidateScenario }) {
  const { summary } = entry;
  const levels = summary.levels.map((level) => LEVEL_NAMES[level].toLowerCase()).join(', ');
  return (
    <>
      <div className={styles.reading}>
        <PromptText scenario={scenario} />
        {scenario.starter_board ? (
          <>
            <h3 className={styles.heading}>{strings.starterBoard}</h3>
            <p className={styles.quiet}>{strings.starterText}</p>
            <LaterBoardImage board={scenario.starter_board} title={strings.starterBoard} />
          </>
        ) : null}
        <p className={styles.facts}>
          {DOMAIN_NAMES[summary.domain]} <DifficultyMark value={summary.difficulty} />{' '}
          {strings.forLevels(levels)} · {strings.versionOf(summary.version, summary.updated)}
          {entry.authorName === null ? null : ` · ${strings.by(entry.authorName)}`}
        </p>
        <p className={styles.quiet}>{strings.previewNote}</p>
      </div>
      <GuideGate entry={entry} />
    </>
  );
}

/** The price of the guide stands before the button, and is asked about once more. */
function GuideGate({ entry }: { entry: ScenarioEntry }) {
  const { id } = entry.summary;
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState<'open' | 'copy' | null>(null);
  const guide = useBankGuide({ scenarioId: id, isWanted: false });
  const copy = useCopyScenario();
  const isFree = entry.isSeen || entry.origin === 'own';

  async function open() {
    const opened = await guide.refetch({ throwOnError: true });
    if (opened.data) await navigate(`/scenarios/${id}/guide`);
  }

  async function startCopy() {
    const { scenarioId } = await copy(id);
    await navigate(`/scenarios/own/${scenarioId}`);
  }

  return (
    <section className={styles.gate}>
      <h3 className={styles.gateTitle}>{strings.guideTitle}</h3>
      <p>{isFree ? strings.guideSeenText : strings.guideText}</p>
      <div className={styles.acts}>
        {isFree ? (
          <>
            <ButtonLink variant="primary" icon={<BookOpen />} to={`/scenarios/${id}/guide`}>
              {strings.readGuide}
            </ButtonLink>
            <ButtonLink icon={<FileText />} to={`/scenarios/${id}/briefing`}>
              {strings.briefing}
            </ButtonLink>
          </>
        ) : (
          <Button icon={<BookOpen />} onClick={() => setIsAsking('open')}>
            {strings.openGuide}
          </Button>
        )}
        <UseInRoom scenarioId={id} />
        <Button variant="ghost" icon={<CopyPlus />} onClick={() => setIsAsking('copy')}>
          {strings.copy}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsking === 'open'}
        onOpenChange={(isOpen) => setIsAsking(isOpen ? 'open' : null)}
        title={strings.openTitle}
        description={strings.openText}
        confirmLabel={strings.openConfirm}
        cancelLabel={strings.notNow}
        tone="primary"
        failureText={guide.error ? toErrorWords(guide.error).title : undefined}
        onConfirm={open}
      />
      <ConfirmDialog
        isOpen={isAsking === 'copy'}
        onOpenChange={(isOpen) => setIsAsking(isOpen ? 'copy' : null)}
        title={isFree ? strings.copyFreeTitle : strings.copyTitle}
        description={isFree ? strings.copyFreeText : strings.copyText}
        confirmLabel={strings.copyConfirm}
        cancelLabel={strings.notNow}
        tone="primary"
        onConfirm={startCopy}
      />
    </section>
  );
}
