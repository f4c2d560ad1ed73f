import { ArrowDown, ArrowUp, Check } from 'lucide-react';
import { useId, useState } from 'react';
import type { WorksheetLine } from '#shared/contracts/scenario-format.contract.ts';
import { useCockpit } from './cockpit-context.ts';
import { isGivenFact } from './cockpit-selectors.ts';
import { VERDICT_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';
import { RetryNote } from './retry-note.tsx';
import { SourcedText } from './sourced-text.tsx';
import { WorksheetEntry } from './worksheet-entry.tsx';
import { formatQuantity, judgeEstimate, spellFormula, type WorksheetVerdict } from './worksheet-numbers.ts';
import styles from './worksheet-row.module.css';

const VERDICT_ICONS = { 'in-range': Check, 'too-low': ArrowDown, 'too-high': ArrowUp } as const;

export interface WorksheetRowProps {
  readonly line: WorksheetLine;
  /** What the formula gives with the candidate's own numbers, where that differs from what was expected. */
  readonly follows?: number | null;
}

export function WorksheetRow({ line, follows = null }: WorksheetRowProps) {
  const { scenario, progress, act, may } = useCockpit();
  const [isRefused, setIsRefused] = useState(false);
  const filled = progress.worksheet.get(line.id) ?? null;
  const mayFill = may('worksheet-filled');
  const verdict = filled === null ? null : judgeEstimate(line, filled);
  const id = useId();
  const expected = `${formatQuantity(line.expect)} ${line.unit}`;
  return (
    <li className={styles.row} data-guide-card="">
      <h4 className={styles.label}>{line.label}</h4>
      {isGivenFact(line) ? (
        <p className={styles.range}>{strings.given(expected)}</p>
      ) : (
        <div className={styles.entry}>
          {mayFill || filled !== null ? (
            <WorksheetEntry
              label={line.label}
              filled={filled}
              isInert={!mayFill}
              isRefused={isRefused}
              describedBy={id}
              onRefuse={setIsRefused}
              onFill={(value) => act({ type: 'worksheet-filled', lineId: line.id, value })}
            />
          ) : null}
          <div id={id} className={styles.range}>
            {strings.rangeOf(formatQuantity(line.low), formatQuantity(line.high), line.unit)}
            {/* Keeps its line when empty, so that the verdict moves nothing. */}
            {mayFill || filled !== null ? <Verdict verdict={isRefused ? 'refused' : verdict} /> : null}
          </div>
        </div>
      )}
      {follows !== null && verdict !== null && verdict !== 'in-range' ? (
        <p className={styles.why}>{strings.follows(`${formatQuantity(follows)} ${line.unit}`)}</p>
      ) : null}
      {isGivenFact(line) ? null : (
        <p className={styles.why}>
          <span className={styles.formula}>
            {line.formula === undefined
              ? expected
              : `${spellFormula(line.formula, scenario.interviewer.worksheet)} = ${formatQuantity(line.expect)}`}
          </span>{' '}
          · <SourcedText text={line.why} />
        </p>
      )}
      <RetryNote itemId={line.id} />
    </li>
  );
}

function Verdict({ verdict }: { readonly verdict: WorksheetVerdict | 'refused' | null }) {
  if (verdict === null || verdict === 'refused') {
    return (
      <span className={styles.verdict} data-verdict={verdict ?? undefined}>
        {verdict === null ? null : strings.notANumber}
      </span>
    );
  }
  const Icon = VERDICT_ICONS[verdict];
  return (
    <span className={styles.verdict} data-verdict={verdict}>
      <Icon aria-hidden="true" />
      {VERDICT_NAMES[verdict]}
    </span>
  );
}
