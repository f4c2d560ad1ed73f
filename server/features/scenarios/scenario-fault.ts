import type { ScenarioRule } from '#shared/contracts/scenarios.contract.ts';

export type { ScenarioRule };

/** Keys and indexes from the top of the file to the value a fault is about. */
export type ScenarioPath = readonly (string | number)[];

/** One broken rule. The message says what is wrong and how to mend it, for an author who has the file open. */
export interface ScenarioFault {
  readonly rule: ScenarioRule;
  readonly path: ScenarioPath;
  readonly message: string;
}

/** A fault with the place in its file; lines and columns count from 1. */
export interface LocatedFault extends ScenarioFault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** `interviewer.steps[4].goal`, the way an author would point at it. */
export function toPathText(path: ScenarioPath): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text === '' ? '(whole file)' : text;
}

export function toFaultText(fault: LocatedFault): string {
  return `${fault.file}:${fault.line}:${fault.column}  ${toPathText(fault.path)}  [${fault.rule}] ${fault.message}`;
}
