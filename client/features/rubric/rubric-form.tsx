import { useRef, useState } from 'react';
import type { RubricForm as RubricFormData } from '#shared/contracts/rubric.contract.ts';
import { RUBRIC, findRubric } from '#shared/domain/rubric-config.ts';
import type { RubricContent } from '#shared/domain/rubric-forms.ts';
import { DIMENSIONS, type Dimension } from '#shared/domain/vocabulary.ts';
import { Notice } from '#client/ui/notice.tsx';
import { useStore } from '#client/platform/store.ts';
import { DimensionRow } from './dimension-row.tsx';
import type { EvidenceStore } from './evidence-store.ts';
import { FormFrame } from './form-frame.tsx';
import type { FormStore } from './form-store.ts';
import { Outcome } from './outcome.tsx';
import { Remarks } from './remarks.tsx';
import { rubricStrings } from './strings.ts';
import { useOpenRow } from './use-open-row.ts';

export type RubricFormProps = {
  readonly store: FormStore<RubricFormData>;
  readonly evidence: EvidenceStore;
  /** False while the interview runs: a draft may be written, not handed in. */
  readonly canSubmit?: boolean | undefined;
  /** Opens the capture box for a dimension. */
  readonly onAddNote?: ((dimension: Dimension) => void) | undefined;
  /** A press on a note's time. */
  readonly onSeek?: ((offsetMs: number) => void) | undefined;
};

/** Ratings given faster than this, in ms, were hardly made dimension by dimension. */
const QUICK_MS = 60_000;

/** The interviewer's rating screen: each dimension by itself, the overall view last. */
export function RubricForm({ store, evidence, canSubmit = true, onAddNote, onSeek }: RubricFormProps) {
  const evidenceState = useStore(evidence);
  const notes = evidenceState.status === 'ready' ? evidenceState.notes : [];
  const ref = useRef<HTMLDivElement>(null);
  const rows = useOpenRow(ref, DIMENSIONS);
  const pace = usePace();
  const set = (change: Partial<RubricContent>) => store.change((content) => ({ ...content, ...change }));
  const setRow = (dimension: Dimension, change: Partial<RubricContent['dimensions'][Dimension]>) =>
    store.change((content) => ({
      ...content,
      dimensions: { ...content.dimensions, [dimension]: { ...content.dimensions[dimension], ...change } },
    }));
  return (
    <div ref={ref}>
      <FormFrame
        store={store}
        title={rubricStrings.rubricTitle}
        lead={({ isCounted, isSecond, level }) =>
          isSecond
            ? rubricStrings.secondLead(level)
            : isCounted
              ? rubricStrings.rubricLead(level)
              : rubricStrings.practiceLead
        }
        progress={({ content }) => rubricStrings.ratedOf(countDone(content))}
        canSubmit={canSubmit}
        warnings={({ content }) => <Warnings content={content} isQuick={pace.isQuick(countDone(content))} />}
      >
        {({ state, isLocked, isWide }) => {
          const { form, content, missing } = state;
          const config = findRubric(form.rubricVersion) ?? RUBRIC;
          return (
            <>
              <div>
                {DIMENSIONS.map((dimension) => (
                  <DimensionRow
                    key={dimension}
                    dimension={dimension}
                    config={config}
                    level={form.level}
                    row={content.dimensions[dimension]}
                    isLocked={isLocked}
                    isMissing={
                      missing?.some(({ path }) => path.startsWith(`dimensions.${dimension}.`)) ?? false
                    }
                    isCollapsible={!isWide}
                    isOpen={rows.open === dimension}
                    onToggle={() => rows.toggle(dimension)}
                    onRate={(change) => {
                      pace.touch();
                      setRow(dimension, change);
                    }}
                    rater={{
                      help: form.help[dimension],
                      ceilingReason: content.dimensions[dimension].ceilingReason,
                      onCeilingReason: (ceilingReason) => setRow(dimension, { ceilingReason }),
                      notes,
                      onAddNote: onAddNote && (() => onAddNote(dimension)),
                      onSeek,
                    }}
                  />
                ))}
              </div>
              <Remarks content={content} notes={notes} isLocked={isLocked} onChange={set} />
              <Outcome
                content={content}
                config={config}
                level={form.level}
                isLocked={isLocked}
                onChange={set}
              />
            </>
          );
        }}
      </FormFrame>
    </div>
  );
}

/** A second look that stops nobody: the same number everywhere, or all of them in a rush. */
function Warnings({ content, isQuick }: { content: RubricContent; isQuick: boolean }) {
  const ratings = DIMENSIONS.flatMap((dimension) => content.dimensions[dimension].rating ?? []);
  const isFlat = ratings.length >= 6 && new Set(ratings).size === 1;
  return (
    <>
      {isFlat ? <Notice tone="info" title={rubricStrings.sameRatings} /> : null}
      {isQuick ? <Notice tone="info" title={rubricStrings.quickRatings} /> : null}
    </>
  );
}

function countDone({ dimensions }: RubricContent): number {
  return DIMENSIONS.filter((dimension) => {
    const { rating, notAssessed } = dimensions[dimension];
    return rating !== null || notAssessed !== null;
  }).length;
}

/** When the first and the last rating of this visit were given. A draft taken up on another day starts anew. */
function usePace() {
  const [times, setTimes] = useState<{ first: number; last: number; count: number } | null>(null);
  return {
    touch() {
      const now = performance.now();
      setTimes((before) => ({ first: before?.first ?? now, last: now, count: (before?.count ?? 0) + 1 }));
    },
    isQuick(done: number): boolean {
      if (times === null || done < DIMENSIONS.length || times.count < DIMENSIONS.length) return false;
      return times.last - times.first < QUICK_MS;
    },
  };
}
