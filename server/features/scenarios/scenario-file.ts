/**
 * From the text of one file to a scenario: YAML 1.2 (core schema), then the shape, then the rules. Each stage reports all its
 * faults with line and column; a later stage does not run on what an earlier one refused. Nothing is half-read.
 */
import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { ScenarioSchema, type Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { LocatedFault, ScenarioFault, ScenarioPath } from './scenario-fault.ts';
import { checkScenario } from './scenario-rules.ts';

/** Largest file that is read, in characters; a full case study has about 60,000. */
const MAX_FILE_CHARS = 400_000;

export type ScenarioFileResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly LocatedFault[] };

export type ScenarioValueResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly faults: readonly ScenarioFault[] };

/**
 * `file` is only used to name the file in faults. `amend` sees what the YAML says before anything is checked, and may
 * change it.
 */
export function parseScenarioFile({
  file,
  text,
  amend,
}: {
  file: string;
  text: string;
  amend?: (value: unknown) => void;
}): ScenarioFileResult {
  if (text.length > MAX_FILE_CHARS) {
    const message = `the file has ${text.length} characters; ${MAX_FILE_CHARS} are the most that is read`;
    return { ok: false, faults: [{ rule: 'syntax', path: [], message, file, line: 1, column: 1 }] };
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter, prettyErrors: false });
  const placeAt = (offset: number): { line: number; column: number } => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  // A warning is an unknown tag or directive: the value would not be what its author meant.
  const syntax = [...document.errors, ...document.warnings].map(({ message, pos }): LocatedFault => ({
    rule: 'syntax',
    path: [],
    // What the parser says of lists and keys nested some thousand deep.
    message: message.startsWith('Maximum call stack')
      ? 'this is nested deeper than any scenario needs; flatten it'
      : `${message}; mend the YAML`,
    file,
    ...placeAt(pos[0]),
  }));
  if (syntax.length > 0) return { ok: false, faults: syntax };

  const locate = (fault: ScenarioFault): LocatedFault => ({
    ...fault,
    file,
    ...placeAt(findOffset(document, fault.path)),
  });
  const value = toPlainValue(document);
  if (value === null) {
    const message = 'anchors (&) are used too often or in a circle; write the values out';
    return { ok: false, faults: [{ rule: 'syntax', path: [], message, file, line: 1, column: 1 }] };
  }
  amend?.(value.plain);
  const checked = checkScenarioValue(value.plain);
  return checked.ok ? checked : { ok: false, faults: checked.faults.map(locate) };
}

/** The shape and then the rules, of what a file holds. */
export function checkScenarioValue(value: unknown): ScenarioValueResult {
  const parsed = ScenarioSchema.safeParse(value);
  if (!parsed.success)
    return { ok: false, faults: parsed.error.issues.flatMap((issue) => toShapeFaults(issue, value)) };
  const faults = checkScenario(parsed.data);
  return faults.length === 0 ? { ok: true, scenario: parsed.data } : { ok: false, faults };
}

/** Null for too many aliases (a few lines can stand for gigabytes), or one that contains itself. */
function toPlainValue(document: Document): { plain: unknown } | null {
  try {
    return { plain: document.toJS({ maxAliasCount: 50 }) };
  } catch {
    return null;
  }
}

function toShapeFaults(issue: z.core.$ZodIssue, value: unknown): ScenarioFault[] {
  // A YAML map has no symbol keys, so every part of the path is a string or an index.
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      rule: 'shape',
      path: [...path, key],
      message: `the format has no key "${key}" here; correct its spelling or remove it`,
    }));
  }
  const remedy = isMissing(value, path)
    ? 'add the missing key'
    : (REMEDIES[issue.code] ?? 'correct the value');
  return [{ rule: 'shape', path, message: `${issue.message}; ${remedy}` }];
}

/** Asked of the value itself: many messages of the schema say what is expected and not that nothing is there. */
function isMissing(value: unknown, path: ScenarioPath): boolean {
  let at = value;
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return false;
    at = Object.entries(at).find(([key]) => key === String(part))?.[1];
  }
  return path.length > 0 && at === undefined;
}

const REMEDIES: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'write a value of that type',
  invalid_value: 'choose one of the listed values',
  too_big: 'shorten or lower it',
  too_small: 'fill it in',
};

/** Where the value at a path begins, or the nearest thing above it that is in the file. */
function findOffset(document: Document, path: ScenarioPath): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const part of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === part);
      if (!pair) return offset;
      // The key, not the value: a folded text begins on the line below its key.
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
