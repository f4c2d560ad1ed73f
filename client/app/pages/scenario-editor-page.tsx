import { useParams } from 'react-router';
import { EditorView } from '#client/features/scenarios/own/editor-view.tsx';
import { ownStrings as strings } from '#client/features/scenarios/own/own-strings.ts';
import { classNames } from '#client/ui/class-names.ts';
import page from '#client/ui/page.module.css';
import { usePageTop } from '../use-page-top.ts';
import { useTitle } from '../use-title.ts';

export function ScenarioEditorPage() {
  const { scenarioId = '' } = useParams();
  useTitle(strings.title);
  usePageTop();
  return (
    <main className={classNames(page.frame, page.wide)}>
      <EditorView scenarioId={scenarioId} />
    </main>
  );
}
