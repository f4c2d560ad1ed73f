import { useMemo } from 'react';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { WorksheetRow } from './worksheet-row.tsx';
import { followThrough } from './worksheet-numbers.ts';
import reading from './reading.module.css';

/** The estimation sheet: what each line should come to, and what the candidate said. */
export function WorksheetList() {
  const { scenario, progress } = useCockpit();
  const lines = scenario.interviewer.worksheet;
  const theirs = useMemo(() => followThrough(lines, progress.worksheet), [lines, progress.worksheet]);
  return (
    <>
      <p className={reading.note}>{strings.worksheetText}</p>
      <ul>
        {lines.map((line) => (
          <WorksheetRow key={line.id} line={line} follows={theirs.get(line.id) ?? null} />
        ))}
      </ul>
    </>
  );
}
