import { useParams } from 'react-router';
import { EditorView } from '#client/features/scenarios/own/editor-view.tsx';
import { ownStrings as strings } from '#client/features/scenarios/own/own-strings.ts';
import { usePageTop } from '../use-page-top.ts';
import { useTitle } from '../use-title.ts';
import styles from './scenarios-page.module.css';

export function ScenarioEditorPage() {
  const { scenarioId = '' } = useParams();
  useTitle(strings.title);
  usePageTop();
  return (
    <main className={styles.page}>
      <EditorView scenarioId={scenarioId} />
    </main>
  );
}
