import { ArrowLeft, Check, CircleAlert, CloudOff, Ellipsis, LoaderCircle } from 'lucide-react';
import { Suspense, lazy, useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import {
  getOwnVersion,
  type OwnScenario,
  type PublishedVersion,
  type ScenarioTextFault,
} from '#shared/contracts/scenarios.contract.ts';
import { callApi } from '#client/platform/api.ts';
import { toErrorWords } from '#client/platform/error-words.ts';
import { useStore } from '#client/platform/store.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { ConfirmDialog } from '#client/ui/confirm-dialog.tsx';
import { DropdownMenu, MenuItem, MenuSeparator } from '#client/ui/dropdown-menu.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { ErrorBoundary } from '#client/ui/error-boundary.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { RelativeTime } from '#client/ui/relative-time.tsx';
import { Skeleton } from '#client/ui/skeleton.tsx';
import { TabPanel, Tabs } from '#client/ui/tabs.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { LaterBoardImage } from '../later-board-image.tsx';
import { PromptText } from '../prompt-text.tsx';
import { UseInRoom } from '../bank/use-in-room.tsx';
import { bankStrings } from '../bank/bank-strings.ts';
import type { DraftSave, DraftState, DraftStore } from './draft-store.ts';
import { FaultList } from './fault-list.tsx';
import { ownStrings as strings } from './own-strings.ts';
import { PublishButton } from './publish-button.tsx';
import { readScenarioFile } from './read-scenario-file.ts';
import { ShareDialog } from './share-dialog.tsx';
import { readingWords, saveYaml, useOwnActs } from './use-own-acts.ts';
import type { YamlEditorHandle } from './yaml-editor.tsx';
import styles from './draft-editor.module.css';

const YamlEditor = lazy(() => import('./yaml-editor.tsx').then((m) => ({ default: m.YamlEditor })));

const NO_FAULTS: readonly ScenarioTextFault[] = [];

export interface DraftEditorProps {
  readonly store: DraftStore;
  readonly scenario: OwnScenario;
  readonly versions: readonly PublishedVersion[];
}

/** The text with its faults, what a candidate would read, and the versions beside it. */
export function DraftEditor({ store, scenario, versions }: DraftEditorProps) {
  const draft = useStore(store);
  const { showToast } = useToast();
  const editorRef = useRef<YamlEditorHandle>(null);
  const hintId = useId();
  const [tab, setTab] = useState<'faults' | 'preview' | 'versions'>('faults');
  const title = draft.check?.title ?? scenario.title;

  useEffect(() => {
    const handleFocus = () => void store.refresh();
    window.addEventListener('focus', handleFocus);
    return () => window.removeEventListener('focus', handleFocus);
  }, [store]);

  async function replaceBy(file: Blob) {
    const reading = await readScenarioFile(file);
    if (!reading.ok) {
      showToast(readingWords(reading.reason));
      return;
    }
    const before = draft.text;
    store.replace(reading.text);
    showToast({
      tone: 'good',
      title: strings.replaced,
      action: { label: strings.undo, onSelect: () => store.replace(before) },
    });
  }

  function handleDrop(event: DragEvent) {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    void replaceBy(file);
  }

  return (
    <div className={styles.editor}>
      <header className={styles.header}>
        <Link to="/scenarios/own" className={styles.back} aria-label={strings.back}>
          <ArrowLeft size={16} aria-hidden="true" />
        </Link>
        <h1 className={styles.title}>{title ?? strings.unnamed}</h1>
        <SaveMark draft={draft} onRetry={store.retry} />
        <div className={styles.acts}>
          {scenario.latest && !scenario.isRetired ? <UseInRoom scenarioId={scenario.scenarioId} /> : null}
          <PublishButton store={store} draft={draft} scenario={scenario} />
          <MoreActs scenario={scenario} draft={draft} onReplace={(file) => void replaceBy(file)} />
        </div>
      </header>
      <Messages draft={draft} store={store} title={title} />
      <div className={styles.layout}>
        {/* Dropping a file is a second way; the menu has the first. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          className={styles.text}
          onDragOver={(event) => {
            if (event.dataTransfer.types.includes('Files')) event.preventDefault();
          }}
          onDropCapture={handleDrop}
        >
          <ErrorBoundary title={strings.editorFailed} size="sm">
            <Suspense fallback={<Skeleton shape="block" height="100%" />}>
              <YamlEditor
                ref={editorRef}
                label={strings.editorLabel}
                describedBy={hintId}
                text={draft.text}
                replacements={draft.replacements}
                faults={draft.check?.faults ?? NO_FAULTS}
                onChange={store.change}
              />
            </Suspense>
          </ErrorBoundary>
        </div>
        <Tabs
          className={styles.side}
          label={strings.tabs}
          value={tab}
          onValueChange={setTab}
          tabs={[
            {
              value: 'faults',
              label: strings.faultsTab,
              ...(draft.check && draft.check.faultCount > 0 ? { count: draft.check.faultCount } : {}),
            },
            { value: 'preview', label: strings.previewTab },
            { value: 'versions', label: strings.versionsTab },
          ]}
        >
          <TabPanel value="faults" className={styles.panel}>
            <FaultList
              check={draft.check}
              isStale={!draft.isCheckCurrent}
              onGo={({ line, column }) => editorRef.current?.goTo(line, column)}
            />
          </TabPanel>
          <TabPanel value="preview" className={styles.panel}>
            <CandidatePreview draft={draft} />
          </TabPanel>
          <TabPanel value="versions" className={styles.panel}>
            <Versions
              scenarioId={scenario.scenarioId}
              versions={versions}
              onRestore={(text) => {
                const before = draft.text;
                store.replace(text);
                showToast({
                  tone: 'good',
                  title: strings.restoredVersion,
                  action: { label: strings.undo, onSelect: () => store.replace(before) },
                });
              }}
            />
          </TabPanel>
        </Tabs>
      </div>
      <p id={hintId} className={styles.hint}>
        {strings.editorKeys}
      </p>
    </div>
  );
}

const SAVE_ICONS = {
  saved: Check,
  unsaved: LoaderCircle,
  saving: LoaderCircle,
  waiting: CloudOff,
  failed: CircleAlert,
  conflict: CircleAlert,
} as const;

function SaveMark({ draft, onRetry }: { readonly draft: DraftState; readonly onRetry: () => void }) {
  const save: DraftSave | 'conflict' = draft.conflict === null ? draft.save : 'conflict';
  const Icon = SAVE_ICONS[save];
  return (
    <span className={styles.save} data-save={save}>
      <output className={styles.saveText}>
        <Icon size={14} aria-hidden="true" />
        {strings.saveStates[save]}
      </output>
      {save === 'waiting' || save === 'failed' ? (
        <Button size="sm" onClick={onRetry}>
          {strings.tryAgain}
        </Button>
      ) : null}
    </span>
  );
}

interface MessagesProps {
  readonly draft: DraftState;
  readonly store: DraftStore;
  readonly title: string | null;
}

function Messages({ draft, store, title }: MessagesProps) {
  const { error, conflict, isRestored } = draft;
  return (
    <>
      {conflict === null ? null : (
        <Notice
          tone="warn"
          title={strings.conflictTitle}
          action={
            <span className={styles.choices}>
              <Button size="sm" onClick={() => saveYaml(title, draft.text)}>
                {strings.downloadMine}
              </Button>
              <Button size="sm" onClick={() => store.resolveConflict('theirs')}>
                {strings.takeTheirs}
              </Button>
              <Button size="sm" variant="primary" onClick={() => store.resolveConflict('mine')}>
                {strings.keepMine}
              </Button>
            </span>
          }
        >
          {strings.conflictText}
        </Notice>
      )}
      {error === null ? null : (
        <Notice tone="bad" title={toErrorWords(error).title}>
          {toErrorWords(error).advice}
        </Notice>
      )}
      {isRestored && conflict === null ? <Notice title={strings.restored} /> : null}
    </>
  );
}

function CandidatePreview({ draft }: { readonly draft: DraftState }) {
  const preview = draft.check?.preview ?? null;
  if (draft.check === null) return <Skeleton shape="block" height={200} />;
  if (preview === null) {
    return (
      <EmptyState size="sm" title={strings.previewWaits}>
        {strings.previewWaitsText}
      </EmptyState>
    );
  }
  return (
    <>
      <PromptText scenario={preview} />
      {preview.starter_board ? (
        <>
          <h3>{bankStrings.starterBoard}</h3>
          <LaterBoardImage board={preview.starter_board} title={bankStrings.starterBoard} />
        </>
      ) : null}
    </>
  );
}

interface VersionsProps {
  readonly scenarioId: string;
  readonly versions: readonly PublishedVersion[];
  readonly onRestore: (text: string) => void;
}

function Versions({ scenarioId, versions, onRestore }: VersionsProps) {
  const fetchText = async (version: string) => (await callApi(getOwnVersion, { scenarioId, version })).text;
  const download = useCommand(async ({ version, title }: PublishedVersion) => {
    saveYaml(`${title} ${version}`, await fetchText(version));
  });
  const restore = useCommand(async (version: string) => onRestore(await fetchText(version)));
  if (versions.length === 0) {
    return (
      <EmptyState size="sm" title={strings.noVersions}>
        {strings.noVersionsText}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.versions}>
      {versions.map((entry) => (
        <li key={entry.version} className={styles.version}>
          <p className={styles.versionName}>
            {strings.versionTitle(entry.version)} <RelativeTime at={new Date(entry.publishedAt)} />
          </p>
          <p className={styles.quiet}>{entry.title}</p>
          <span className={styles.choices}>
            <Button size="sm" onClick={() => void download.start(entry)}>
              {strings.getVersion}
            </Button>
            <Button size="sm" onClick={() => void restore.start(entry.version)}>
              {strings.restoreVersion}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  );
}

interface MoreActsProps {
  readonly scenario: OwnScenario;
  readonly draft: DraftState;
  readonly onReplace: (file: Blob) => void;
}

function MoreActs({ scenario, draft, onReplace }: MoreActsProps) {
  const { scenarioId, isRetired, isPinned } = scenario;
  const acts = useOwnActs();
  const navigate = useNavigate();
  const fileRef = useRef<HTMLInputElement>(null);
  const [dialog, setDialog] = useState<'share' | 'delete' | null>(null);
  return (
    <>
      {isRetired ? <Badge>{strings.retired}</Badge> : null}
      <DropdownMenu align="end" trigger={<IconButton label={strings.acts} icon={<Ellipsis />} />}>
        {scenario.latest && !isRetired ? (
          <MenuItem onSelect={() => void navigate(`/scenarios/${scenarioId}/guide`)}>
            {strings.readGuide}
          </MenuItem>
        ) : null}
        <MenuItem onSelect={() => saveYaml(draft.check?.title ?? scenario.title, draft.text)}>
          {strings.download}
        </MenuItem>
        <MenuItem onSelect={() => fileRef.current?.click()}>{strings.replaceUpload}</MenuItem>
        <MenuItem onSelect={() => setDialog('share')}>{strings.share}</MenuItem>
        {scenario.latest ? (
          <MenuItem onSelect={() => void acts.setRetired.start(scenarioId, !isRetired)}>
            {isRetired ? strings.unretire : strings.retire}
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem tone="danger" onSelect={() => setDialog('delete')}>
          {strings.delete}
        </MenuItem>
      </DropdownMenu>
      <input
        ref={fileRef}
        hidden
        type="file"
        accept=".yaml,.yml,application/yaml,text/yaml,text/plain"
        aria-label={strings.replaceUpload}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) onReplace(file);
        }}
      />
      <ShareDialog
        scenario={scenario}
        isOpen={dialog === 'share'}
        onOpenChange={(isOpen) => setDialog(isOpen ? 'share' : null)}
      />
      <ConfirmDialog
        isOpen={dialog === 'delete'}
        onOpenChange={(isOpen) => setDialog(isOpen ? 'delete' : null)}
        title={strings.deleteTitle}
        description={isPinned ? strings.deleteInUse : strings.deleteText}
        confirmLabel={isPinned ? strings.retire : strings.deleteConfirm}
        failureText={strings.deleteInUse}
        onConfirm={async () => {
          if (isPinned) {
            await acts.setRetired.start(scenarioId, true);
            return;
          }
          await acts.remove(scenarioId);
          await navigate('/scenarios/own', { replace: true });
        }}
      />
    </>
  );
}
