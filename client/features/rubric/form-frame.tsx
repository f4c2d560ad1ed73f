import { useRef, type ReactNode } from 'react';
import type { Form } from '#shared/contracts/rubric.contract.ts';
import { Button } from '#client/ui/button.tsx';
import { ErrorState } from '#client/ui/error-state.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SkeletonText } from '#client/ui/skeleton.tsx';
import { useStore } from '#client/platform/store.ts';
import type { FormStore, ReadyForm } from './form-store.ts';
import { SaveState } from './save-state.tsx';
import { SubmitBar } from './submit-bar.tsx';
import { rubricStrings } from './strings.ts';
import { Submitted } from './submitted.tsx';
import { useIsWide } from './use-is-wide.ts';
import styles from './form-frame.module.css';

export type FormFrameProps<F extends Form> = {
  readonly store: FormStore<F>;
  readonly title: string;
  readonly lead: (form: F) => string;
  /** `2 of 8 rated`. */
  readonly progress?: ((state: ReadyForm<F>) => string) | undefined;
  /** Just above the button: things worth a second look that stop nobody. */
  readonly warnings?: ((state: ReadyForm<F>) => ReactNode) | undefined;
  /** False while the interview still runs: a draft may be written, not handed in. */
  readonly canSubmit?: boolean | undefined;
  readonly children: (input: { state: ReadyForm<F>; isLocked: boolean; isWide: boolean }) => ReactNode;
};

/** What all three forms share: loading, saved state, conflict, handing in, locked. */
export function FormFrame<F extends Form>({
  store,
  title,
  lead,
  progress,
  warnings,
  canSubmit = true,
  children,
}: FormFrameProps<F>) {
  const state = useStore(store);
  const ref = useRef<HTMLDivElement>(null);
  const isWide = useIsWide(ref);
  const isLocked = state.status === 'ready' && !state.form.isOpen;
  return (
    <div ref={ref} className={styles.frame} aria-busy={state.status === 'loading'}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 className={styles.title}>{title}</h2>
          {state.status === 'ready' ? <p className={styles.lead}>{lead(state.form)}</p> : null}
        </div>
        {state.status === 'ready' ? (
          <div className={styles.status}>
            {progress ? <span className={styles.progress}>{progress(state)}</span> : null}
            <SaveState
              save={state.save}
              isLocked={state.form.submittedAt !== null}
              onRetry={state.conflict ? null : store.retry}
            />
          </div>
        ) : null}
      </header>
      {state.status === 'loading' ? (
        <div className={styles.loading}>
          <span className="visually-hidden" role="status">
            {rubricStrings.loading}
          </span>
          <SkeletonText lines={6} />
        </div>
      ) : null}
      {state.status === 'failed' ? (
        <ErrorState
          size="sm"
          title={rubricStrings.loadFailed}
          advice={rubricStrings.loadFailedAdvice}
          onRetry={store.retry}
        />
      ) : null}
      {state.status === 'ready' ? (
        <>
          {state.conflict ? (
            <Notice
              tone="warn"
              title={rubricStrings.conflictTitle}
              action={
                <span className={styles.choices}>
                  <Button size="sm" onClick={() => store.resolveConflict('mine')}>
                    {rubricStrings.keepMine}
                  </Button>
                  <Button size="sm" onClick={() => store.resolveConflict('theirs')}>
                    {rubricStrings.takeTheirs}
                  </Button>
                </span>
              }
            >
              {rubricStrings.conflictText}
            </Notice>
          ) : null}
          {state.form.submittedAt !== null ? <Submitted form={state.form} progress={state.progress} /> : null}
          {isLocked && state.form.submittedAt === null ? <Notice title={rubricStrings.closedForm} /> : null}
          {children({ state, isLocked, isWide })}
          {!isLocked && canSubmit ? (
            <SubmitBar
              missing={state.missing}
              submission={state.submission}
              isBlocked={state.conflict !== null}
              warnings={warnings?.(state)}
              onSubmit={() => void store.submit()}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
}
