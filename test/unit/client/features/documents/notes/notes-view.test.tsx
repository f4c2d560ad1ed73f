import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { notesTemplateUpdate, notesToBlocks } from '#shared/documents/notes.ts';

describe('NotesView', () => {
  it('renders a template with its headings and says which items are done', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, notesTemplateUpdate({ framework: 'seven-step', clientId: 1 }));
    const html = renderToStaticMarkup(<NotesView blocks={notesToBlocks(doc)} />);
    expect(html.match(/<h2>/g)).toHaveLength(7);
    expect(html).toContain('Not done');
  });

  it('escapes text and opens links outside of the page', () => {
    const html = renderToStaticMarkup(
      <NotesView
        blocks={[
          {
            type: 'paragraph',
            spans: [
              { text: '<script>', marks: ['bold', 'code'] },
              { text: 'paper', marks: [], href: 'https://example.org' },
            ],
          },
        ]}
      />,
    );
    expect(html).toContain('<strong><code>&lt;script&gt;</code></strong>');
    expect(html).toContain(
      '<a href="https://example.org" target="_blank" rel="noopener noreferrer nofollow">paper</a>',
    );
  });

  it('says so when nothing was written', () => {
    expect(renderToStaticMarkup(<NotesView blocks={[]} />)).toContain('Nothing was written here.');
  });
});
