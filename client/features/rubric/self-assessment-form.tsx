import { useRef } from 'react';
import type { SelfForm } from '#shared/contracts/rubric.contract.ts';
import { RUBRIC, findRubric } from '#shared/domain/rubric-config.ts';
import { DIMENSIONS } from '#shared/domain/vocabulary.ts';
import { LIMITS } from '#shared/limits.ts';
import { Field } from '#client/ui/field.tsx';
import { Textarea } from '#client/ui/textarea.tsx';
import { DimensionRow } from './dimension-row.tsx';
import { FormFrame } from './form-frame.tsx';
import type { FormStore } from './form-store.ts';
import { rubricStrings } from './strings.ts';
import { useOpenRow } from './use-open-row.ts';

/** The candidate's own ratings, on the same ladder and before any feedback. */
export function SelfAssessmentForm({ store }: { readonly store: FormStore<SelfForm> }) {
  const ref = useRef<HTMLDivElement>(null);
  const rows = useOpenRow(ref, DIMENSIONS);
  return (
    <div ref={ref}>
      <FormFrame
        store={store}
        title={rubricStrings.selfTitle}
        lead={({ level }) => rubricStrings.selfLead(level)}
        progress={({ content }) =>
          rubricStrings.ratedOf(
            DIMENSIONS.filter((dimension) => {
              const { rating, notAssessed } = content.dimensions[dimension];
              return rating !== null || notAssessed !== null;
            }).length,
          )
        }
      >
        {({ state: { form, content, missing }, isLocked, isWide }) => (
          <>
            <div>
              {DIMENSIONS.map((dimension) => (
                <DimensionRow
                  key={dimension}
                  dimension={dimension}
                  config={findRubric(form.rubricVersion) ?? RUBRIC}
                  level={form.level}
                  row={content.dimensions[dimension]}
                  isLocked={isLocked}
                  isMissing={
                    missing?.some(({ path }) => path.startsWith(`dimensions.${dimension}.`)) ?? false
                  }
                  isCollapsible={!isWide}
                  isOpen={rows.open === dimension}
                  onToggle={() => rows.toggle(dimension)}
                  onRate={(row) =>
                    store.change((before) => ({
                      ...before,
                      dimensions: { ...before.dimensions, [dimension]: row },
                    }))
                  }
                />
              ))}
            </div>
            <div id="rate-tenMoreMinutes" tabIndex={-1}>
              <Field label={rubricStrings.tenMoreMinutes}>
                <Textarea
                  value={content.tenMoreMinutes}
                  minRows={3}
                  maxLength={LIMITS.longText}
                  readOnly={isLocked}
                  onChange={(event) =>
                    store.change((before) => ({ ...before, tenMoreMinutes: event.target.value }))
                  }
                />
              </Field>
            </div>
          </>
        )}
      </FormFrame>
    </div>
  );
}
