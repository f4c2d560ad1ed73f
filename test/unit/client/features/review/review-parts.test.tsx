import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { RUBRIC } from '#shared/domain/rubric-config.ts';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { DebriefSection } from '#client/features/review/debrief-section.tsx';
import { MomentsSection } from '#client/features/review/moments-section.tsx';
import { TooltipProvider } from '#client/ui/tooltip.tsx';

describe('DebriefSection', () => {
  it('shows no marker of a source, wherever the scenario has one', () => {
    const markup = renderToStaticMarkup(
      <DebriefSection
        debrief={{
          id: 'ads-ctr',
          version: '1.0.0',
          summary: 'Scores are numbers [src:he2014].\n\nAnd they are used [src:a.b].',
          takeaways: ['Ask how it is used [src:he2014].'],
          reading: [],
          worksheet: [
            {
              id: 'w.users',
              label: 'Daily users [src:he2014]',
              unit: 'users',
              formula: '2',
              expect: 2,
              low: 1,
              high: 3,
              why: 'Sizing [src:he2014][src:two], before all else.',
            },
          ],
        }}
      />,
    );
    expect(markup).not.toContain('[src');
    expect(markup).toContain('<p>Scores are numbers.</p><p>And they are used.</p>');
    expect(markup).toContain('Sizing, before all else.');
  });
});

describe('MomentsSection', () => {
  const empty = { phaseEntries: [], pauses: [], reveals: [], evidence: [], hints: [] };

  it('says a note with its time, sign, dimension and, for the candidate’s words, quotes', () => {
    const markup = renderToStaticMarkup(
      <TooltipProvider>
        <MomentsSection
          source={{
            ...empty,
            phaseEntries: [{ phaseId: 'frame', offsetMs: 0 }],
            evidence: [
              {
                id: 'n1',
                offsetMs: 625_000,
                dimension: 'framing',
                sign: 'minus',
                kind: 'quote',
                text: 'I would launch.',
                authorName: 'Ada',
              },
            ],
          }}
        />
      </TooltipProvider>,
    );
    expect(markup).toContain('id="note-n1"');
    expect(markup).toContain('>10:25<');
    expect(markup).toContain('<q>I would launch.</q>');
    expect(markup).toMatch(/visually-hidden">Against</);
    expect(markup).toContain(`>${RUBRIC.dimensions.framing.label}</span>`);
    expect(markup).toContain('>Frame</h3>');
  });

  it('leads from a card to the card itself, and has no filter where there is nothing to tell apart', () => {
    const markup = renderToStaticMarkup(
      <MomentsSection
        source={{
          ...empty,
          reveals: [
            { revealId: 'r.today', offsetMs: 90_000, face: { type: 'text', text: 'A table [src:x].' } },
          ],
        }}
      />,
    );
    expect(markup).toContain('href="#card-r.today"');
    expect(markup).toContain('A table.');
    expect(markup).not.toContain('<select');
  });
});

describe('NotesView inside a page', () => {
  const heading = (level: 1 | 2 | 3, text: string) =>
    ({ type: 'heading', level, spans: [{ text, marks: [] }] }) as const;

  it('keeps its headings as written on a page of its own', () => {
    expect(renderToStaticMarkup(<NotesView blocks={[heading(2, 'Data')]} />)).toContain('<h2>Data</h2>');
  });

  it('starts below the page’s headings and leaves out no level', () => {
    const markup = renderToStaticMarkup(
      <NotesView blocks={[heading(2, 'Data'), heading(3, 'Labels')]} topHeadingLevel={3} />,
    );
    expect(markup).toMatch(/<h3[^>]*>Data<\/h3>/);
    expect(markup).toMatch(/<h4[^>]*>Labels<\/h4>/);
  });
});
