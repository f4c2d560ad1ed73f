import { useCockpit } from './cockpit-context.ts';
import { SourceReference } from './source-reference.tsx';
import { splitSources } from './sourced-parts.ts';

/** A text of the guide with its `[src:id]` markers as small references. */
export function SourcedText({ text }: { readonly text: string }) {
  const { scenario } = useCockpit();
  return splitSources(text).map((part, index) =>
    part.kind === 'text' ? (
      part.text
    ) : (
      // The same source may be cited twice in one text; its place tells the two apart.
      <SourceReference key={`${part.id}-${index}`} id={part.id} sources={scenario.interviewer.sources} />
    ),
  );
}
