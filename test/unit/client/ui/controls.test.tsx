import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { ButtonLink } from '#client/ui/button-link.tsx';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Field } from '#client/ui/field.tsx';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { ProgressBar } from '#client/ui/progress-bar.tsx';
import { RadioCards } from '#client/ui/radio-cards.tsx';
import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { Select } from '#client/ui/select.tsx';
import { TooltipProvider } from '#client/ui/tooltip.tsx';

function attribute(markup: string, pattern: RegExp): string | undefined {
  return markup.match(pattern)?.[1];
}

const ignore = () => undefined;

describe('Field', () => {
  it('ties label, hint and error to its input', () => {
    const markup = renderToStaticMarkup(
      <Field label="Email" hint="Used for invitations." error="Check for a missing @.">
        <Input defaultValue="ada" />
      </Field>,
    );
    const inputId = attribute(markup, /<input[^>]* id="([^"]+)"/);
    expect(inputId).toBeDefined();
    expect(markup).toContain(`for="${inputId}"`);
    const describedBy = attribute(markup, /<input[^>]* aria-describedby="([^"]+)"/)?.split(' ') ?? [];
    expect(describedBy).toHaveLength(2);
    for (const id of describedBy) expect(markup).toContain(`<p id="${id}"`);
    expect(markup).toMatch(/<input[^>]* aria-invalid="true"/);
  });

  it('leaves a right input unmarked', () => {
    const markup = renderToStaticMarkup(
      <Field label="Name" isOptional>
        <Input />
      </Field>,
    );
    expect(markup).not.toContain('aria-invalid');
    expect(markup).not.toContain('aria-describedby');
    expect(markup).toContain('Optional');
  });

  it('points a group of choices at the label', () => {
    const markup = renderToStaticMarkup(
      <Field label="Level">
        <SegmentedControl
          segments={[
            { value: 'mid', label: 'Mid' },
            { value: 'senior', label: 'Senior' },
          ]}
          value="senior"
          onValueChange={ignore}
        />
      </Field>,
    );
    const labelId = attribute(markup, /<label id="([^"]+)"/);
    expect(labelId).toBeDefined();
    expect(markup).toMatch(
      new RegExp(
        `role="radiogroup"[^>]*aria-labelledby="${labelId}"|aria-labelledby="${labelId}"[^>]*role="radiogroup"`,
      ),
    );
  });
});

describe('Button', () => {
  it('does not send a form unless asked to', () => {
    expect(renderToStaticMarkup(<Button>Add</Button>)).toContain('type="button"');
    expect(renderToStaticMarkup(<Button type="submit">Save</Button>)).toContain('type="submit"');
  });

  it('says that it is busy while pending and stays focusable', () => {
    const markup = renderToStaticMarkup(<Button isPending>Save</Button>);
    expect(markup).toContain('aria-busy="true"');
    expect(markup).toContain('aria-disabled="true"');
    expect(markup).not.toContain(' disabled');
    expect(markup).toContain('Save');
  });

  it('is a link where it goes somewhere', () => {
    const markup = renderToStaticMarkup(
      <MemoryRouter>
        <ButtonLink to="/practice">Practise</ButtonLink>
      </MemoryRouter>,
    );
    expect(markup).toMatch(/^<a [^>]*href="\/practice"/);
  });

  it('is named by its label when it shows an icon alone', () => {
    const markup = renderToStaticMarkup(
      <TooltipProvider>
        <IconButton label="Draw" icon={<svg />} isPressed />
      </TooltipProvider>,
    );
    expect(markup).toContain('aria-label="Draw"');
    expect(markup).toContain('aria-pressed="true"');
  });
});

describe('choices', () => {
  it('shows the placeholder only while nothing is chosen', () => {
    const options = [{ value: 'a', label: 'Ranking' }] as const;
    const empty = renderToStaticMarkup(
      <Select options={options} value={null} onValueChange={ignore} placeholder="Pick" />,
    );
    const chosen = renderToStaticMarkup(
      <Select options={options} value="a" onValueChange={ignore} placeholder="Pick" />,
    );
    expect(empty).toContain('Pick');
    expect(chosen).not.toContain('Pick');
  });

  it('groups neighbouring options under one heading', () => {
    const markup = renderToStaticMarkup(
      <Select
        value="a"
        onValueChange={ignore}
        options={[
          { value: 'a', label: 'A', group: 'Ranking' },
          { value: 'b', label: 'B', group: 'Ranking' },
          { value: 'c', label: 'C' },
        ]}
      />,
    );
    expect(markup.match(/<optgroup/g)).toHaveLength(1);
    expect(markup.indexOf('</optgroup>')).toBeLessThan(markup.indexOf('>C<'));
  });

  it('names a radio card by its title and describes it by its sentence', () => {
    const markup = renderToStaticMarkup(
      <RadioCards
        label="Role"
        value="i"
        onValueChange={ignore}
        cards={[{ value: 'i', title: 'Lead', description: 'You rate.' }]}
      />,
    );
    const titleId = attribute(markup, /role="radio"[^>]* aria-labelledby="([^"]+)"/);
    const sentenceId = attribute(markup, /role="radio"[^>]* aria-describedby="([^"]+)"/);
    expect(markup).toMatch(new RegExp(`id="${titleId}"[^>]*>Lead<`));
    expect(markup).toMatch(new RegExp(`id="${sentenceId}"[^>]*>You rate.<`));
    expect(markup).toContain('aria-checked="true"');
  });
});

describe('ProgressBar', () => {
  it('keeps the value within its range and says the count', () => {
    const markup = renderToStaticMarkup(
      <ProgressBar label="Export" value={50} max={40} countText="40 of 40 files" />,
    );
    expect(markup).toMatch(/<progress[^>]* max="40"/);
    expect(markup).toMatch(/<progress[^>]* value="40"/);
    expect(markup).toContain('aria-valuetext="40 of 40 files"');
  });

  it('has no value while the length is unknown', () => {
    expect(renderToStaticMarkup(<ProgressBar label="Connecting" />)).not.toMatch(/<progress[^>]* value=/);
  });
});

describe('ErrorState', () => {
  it('offers to try again only where that can help', () => {
    expect(renderToStaticMarkup(<ErrorState title="Gone" />)).not.toContain('Try again');
    expect(renderToStaticMarkup(<ErrorState title="Failed" onRetry={ignore} />)).toContain('Try again');
  });
});
