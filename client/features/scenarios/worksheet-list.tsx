import { useMemo } from 'react';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { WorksheetRow } from './worksheet-row.tsx';
import { followThrough } from './worksheet-numbers.ts';
import reading from './reading.module.css';

/** The estimation sheet: what each line should come to, and what the candidate said. */
export function WorksheetList() {
  const { scenario, progress, may } = useCockpit();
  const lines = scenario.interviewer.worksheet;
  const theirs = useMemo(() => followThrough(lines, progress.worksheet), [lines, progress.worksheet]);
  return (
    <>
      {may('worksheet-filled') ? <p className={reading.note}>{strings.worksheetText}</p> : null}
      <ul>
        {lines.map((line) => (
          <WorksheetRow key={line.id} line={line} follows={theirs.get(line.id) ?? null} />
        ))}
      </ul>
    </>
  );
}
