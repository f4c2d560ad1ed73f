import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  HighlightStyle,
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Text } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useImperativeHandle, useRef, type Ref } from 'react';
import type { ScenarioTextFault } from '#shared/contracts/scenarios.contract.ts';
import styles from './yaml-editor.module.css';

export interface YamlEditorHandle {
  /** Puts the caret there and brings it into sight; both count from 1. */
  readonly goTo: (line: number, column: number) => void;
}

export interface YamlEditorProps {
  readonly ref?: Ref<YamlEditorHandle>;
  readonly label: string;
  readonly describedBy: string;
  /** What stands in it; taken over anew whenever `replacements` rises. */
  readonly text: string;
  readonly replacements: number;
  readonly faults: readonly ScenarioTextFault[];
  readonly onChange: (text: string) => void;
}

/** A text field for YAML: line numbers, folding, search, undo, and marks at the lines of faults. */
export function YamlEditor({
  ref,
  label,
  describedBy,
  text,
  replacements,
  faults,
  onChange,
}: YamlEditorProps) {
  const hostRef = useRef<HTMLDivElement>(null);
  const viewRef = useRef<EditorView | null>(null);
  const latest = useRef({ text, onChange });
  useEffect(() => {
    latest.current = { text, onChange };
  });

  useEffect(() => {
    if (!hostRef.current) return undefined;
    const view = new EditorView({
      parent: hostRef.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          lineNumbers(),
          lintGutter(),
          foldGutter(),
          history(),
          drawSelection(),
          bracketMatching(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          highlightSelectionMatches(),
          search({ top: true }),
          indentUnit.of('  '),
          EditorState.tabSize.of(2),
          yaml(),
          syntaxHighlighting(colours),
          theme,
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({
            'aria-label': label,
            'aria-describedby': describedBy,
            spellcheck: 'false',
            // It takes focus anyhow; this says so to tools that look for it.
            tabindex: '0',
          }),
          keymap.of([
            ...defaultKeymap,
            ...historyKeymap,
            ...searchKeymap,
            ...foldKeymap,
            ...lintKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    viewRef.current = view;
    return () => {
      viewRef.current = null;
      view.destroy();
    };
  }, [label, describedBy]);

  useEffect(() => {
    const view = viewRef.current;
    const next = latest.current.text;
    if (!view || view.state.doc.toString() === next) return;
    // One change of everything, so that undo brings back what was there.
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
  }, [replacements]);

  useEffect(() => {
    const view = viewRef.current;
    if (view)
      view.dispatch(
        setDiagnostics(
          view.state,
          faults.map((fault) => toDiagnostic(view.state.doc, fault)),
        ),
      );
  }, [faults]);

  useImperativeHandle(ref, () => ({
    goTo(line, column) {
      const view = viewRef.current;
      if (!view) return;
      const at = positionOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
  }));

  return <div ref={hostRef} className={styles.host} />;
}

function positionOf(doc: Text, line: number, column: number): number {
  const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(place.from + column - 1, place.to);
}

/** From the place named to the end of its line; the text may have moved on since it was checked. */
function toDiagnostic(doc: Text, { line, column, message }: ScenarioTextFault): Diagnostic {
  const from = positionOf(doc, line, column);
  return { from, to: Math.max(from, doc.lineAt(from).to), severity: 'error', message };
}

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent-text)' },
  { tag: [tags.string, tags.special(tags.string), tags.content], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--info-text)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--text-faint)', fontStyle: 'italic' },
  {
    tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace, tags.meta],
    color: 'var(--text-muted)',
  },
]);

const theme = EditorView.theme({
  '&': {
    height: '100%',
    backgroundColor: 'var(--bg-raised)',
    color: 'var(--text)',
    fontSize: 'var(--text-13)',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontVariantLigatures: 'none',
    lineHeight: '1.5',
    overscrollBehavior: 'contain',
  },
  '.cm-content': { caretColor: 'var(--text)', paddingBlock: '8px' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)' },
  '.cm-gutters': {
    backgroundColor: 'var(--bg-sunken)',
    color: 'var(--text-faint)',
    borderRight: '1px solid var(--border)',
  },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 6%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'var(--bg-hover)', color: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--accent) 26%, transparent)',
  },
  '.cm-foldPlaceholder': {
    backgroundColor: 'var(--bg-active)',
    border: '0',
    color: 'var(--text-muted)',
    paddingInline: '6px',
  },
  '.cm-tooltip': {
    maxWidth: '420px',
    backgroundColor: 'var(--bg-raised)',
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-6)',
    color: 'var(--text)',
    fontSize: 'var(--text-13)',
  },
  '.cm-panels': { backgroundColor: 'var(--bg-sunken)', color: 'var(--text)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-bg)', outline: '1px solid var(--warn-border)' },
  '.cm-textfield': {
    backgroundColor: 'var(--bg-raised)',
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-6)',
    fontSize: 'var(--text-13)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--bg-raised)',
    border: '1px solid var(--border-control)',
    borderRadius: 'var(--radius-6)',
    fontSize: 'var(--text-13)',
  },
  '.cm-panel.cm-search label': { fontSize: 'var(--text-12)' },
});
