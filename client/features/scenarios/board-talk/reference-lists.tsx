import { useMemo, type ReactNode } from 'react';
import type { ReferenceBoard } from '#shared/contracts/scenario-format.contract.ts';
import {
  alternativesOf,
  diffWithReference,
  type PathState,
  type PresentPart,
  type ReferencePath,
} from '#shared/domain/board-diff.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { componentOf } from '#shared/domain/ml-components.ts';
import { plainText } from '../sourced-parts.ts';
import { talkStrings as strings } from './board-talk-strings.ts';
import styles from './reference-lists.module.css';

export interface ReferenceListsProps {
  readonly model: BoardModel;
  readonly reference: ReferenceBoard;
  /** Words after a part that only a higher level is expected to draw; null for none. */
  readonly levelNoteOf?: ((partId: string) => string | null) | undefined;
  readonly headingLevel: 4 | 5;
}

/** Two drawings beside each other: what both have, what only one has, and how the parts are joined. */
export function ReferenceLists({ model, reference, levelNoteOf, headingLevel }: ReferenceListsProps) {
  const { present, missing, extra, paths } = useMemo(
    () => diffWithReference(model, reference, alternativesOf(reference)),
    [model, reference],
  );
  const Heading = `h${headingLevel}` as const;
  const group = (title: string, count: number | null, content: ReactNode) => (
    <section className={styles.group}>
      <Heading className={styles.heading}>
        {title} {count === null ? null : <span className={styles.count}>{count}</span>}
      </Heading>
      {content}
    </section>
  );
  return (
    <>
      <p className={styles.note}>{strings.oneDesign}</p>
      <div className={styles.groups}>
        {group(
          strings.missing,
          missing.length,
          <Entries
            none={strings.noneMissing}
            entries={missing.map(({ id, kind, label }) => ({
              id,
              text: plainText(label),
              aside: [componentOf(kind).name, levelNoteOf?.(id) ?? null],
            }))}
          />,
        )}
        {group(
          strings.extra,
          extra.length,
          <Entries
            none={strings.noneExtra}
            entries={extra.map(({ nodeId, kind, name }) => ({
              id: nodeId,
              text: name,
              aside: [differing(componentOf(kind).name, name)],
            }))}
          />,
        )}
        {group(
          strings.present,
          present.length,
          <Entries
            none={strings.nonePresent}
            entries={present.map((each) => ({
              id: each.part.id,
              text: plainText(each.part.label),
              aside: [foundWords(each)],
            }))}
          />,
        )}
        {group(strings.paths, null, <Paths paths={paths} />)}
      </div>
    </>
  );
}

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly aside: readonly (string | null)[];
}

function Entries({ entries, none }: { readonly entries: readonly Entry[]; readonly none: string }) {
  if (entries.length === 0) return <p className={styles.note}>{none}</p>;
  return (
    <ul>
      {entries.map(({ id, text, aside }) => {
        const words = aside.filter((each) => each !== null).join(', ');
        return (
          <li key={id} className={styles.entry}>
            {text}
            {words === '' ? null : <p className={styles.aside}>{words}</p>}
          </li>
        );
      })}
    </ul>
  );
}

const PATH_TITLES: readonly (readonly [Exclude<PathState, 'direct' | 'end-missing'>, string])[] = [
  ['missing', strings.pathsMissing],
  ['through', strings.pathsThrough],
  ['reversed', strings.pathsReversed],
];

/** Only paths between parts that are there: one whose end is missing is settled by the missing part. */
function Paths({ paths }: { readonly paths: readonly ReferencePath[] }) {
  const judged = paths.filter(({ state }) => state !== 'end-missing');
  const there = judged.filter(({ state }) => state !== 'missing');
  const list = (title: string, found: readonly ReferencePath[]) =>
    found.length === 0 ? null : (
      <div key={title}>
        <p className={styles.subtitle}>{title}</p>
        <Entries
          none=""
          entries={found.map(({ from, to, through, flow }, index) => ({
            id: `${index} ${from.id} ${to.id}`,
            text: `${plainText(from.label)} → ${plainText(to.label)}`,
            aside: [
              through.length > 0 ? strings.via(through) : null,
              flow ? strings.flows(flow.board, flow.reference) : null,
            ],
          }))}
        />
      </div>
    );
  return (
    <>
      <p className={styles.note}>{strings.pathCount(there.length, judged.length)}</p>
      {PATH_TITLES.map(([state, title]) =>
        list(
          title,
          judged.filter((path) => path.state === state),
        ),
      )}
      {list(
        strings.pathsFlow,
        judged.filter(({ flow }) => flow !== null),
      )}
    </>
  );
}

/** How a part was found, where its own words do not say it. */
function foundWords({ part, foundBy, name, nodeKind }: PresentPart): string | null {
  if (foundBy === 'alternative') return strings.insteadBy(componentOf(nodeKind).name, name);
  const other = differing(name, plainText(part.label));
  return other === null ? null : strings.as(other);
}

function differing(name: string, other: string): string | null {
  return name.toLowerCase() === other.toLowerCase() ? null : name;
}
