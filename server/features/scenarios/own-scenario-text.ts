/** From the text of an own scenario to what may be published, or to what its author has to mend. Pure; run in a thread. */
import type { ScenarioTextFault } from '#shared/contracts/scenarios.contract.ts';
import { ScenarioIdSchema, type Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { LIMITS } from '#shared/limits.ts';
import { type LocatedFault, toPathText } from './scenario-fault.ts';
import { parseScenarioFile } from './scenario-file.ts';

/** Outcome of reading an author's text. `scenario` is null while there are faults. */
export interface OwnScenarioReading {
  readonly faults: readonly ScenarioTextFault[];
  readonly faultCount: number;
  /** What `meta` says, also when the text has faults. */
  readonly title: string | null;
  readonly version: string | null;
  readonly scenario: Scenario | null;
}

/** A fault may quote what the author typed; an editor shows a line or two. */
const MAX_MESSAGE_CHARS = 400;
const MAX_LINE_CHARS = 120;

/**
 * All rules of the bank, with two differences. The canary is the server's, whatever the text says: `canaryTail`
 * (hexadecimal digits) makes it unique. And the text is never `retired`, because that is a state of all versions.
 */
export function readOwnScenario({
  text,
  canaryTail,
}: {
  text: string;
  canaryTail: string;
}): OwnScenarioReading {
  let meta: Record<string, unknown> = {};
  const result = parseScenarioFile({
    file: '',
    text,
    amend(value) {
      if (!isRecord(value)) return;
      if (isRecord(value['meta'])) meta = value['meta'];
      const id = ScenarioIdSchema.safeParse(meta['id']);
      // Without a proper id there is a fault already; this only keeps a second one about the canary away.
      const name = id.success ? id.data : 'unnamed';
      if (isRecord(value['interviewer'])) value['interviewer']['canary'] = `IV-${name}-${canaryTail}`;
    },
  });
  const faults = result.ok ? findOwnFaults(result.scenario) : result.faults;
  return {
    faults: faults
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .slice(0, LIMITS.scenarioFaults)
      .map(toTextFault),
    faultCount: faults.length,
    title: toLine(meta['title']),
    version: toLine(meta['version']),
    scenario: result.ok && faults.length === 0 ? result.scenario : null,
  };
}

/** The reading of a text that could not be read to its end. */
export function unreadable(message: string): OwnScenarioReading {
  const fault = { rule: 'syntax' as const, path: '(whole file)', message, line: 1, column: 1 };
  return { faults: [fault], faultCount: 1, title: null, version: null, scenario: null };
}

function findOwnFaults({ meta }: Scenario): LocatedFault[] {
  if (meta.status === 'published') return [];
  const message = 'an own scenario is retired on its page and not in its text; write published';
  return [{ rule: 'file', path: ['meta', 'status'], message, file: '', line: 1, column: 1 }];
}

function toTextFault({ rule, path, message, line, column }: LocatedFault): ScenarioTextFault {
  return {
    rule,
    path: toPathText(path).slice(0, MAX_MESSAGE_CHARS),
    message: message.slice(0, MAX_MESSAGE_CHARS),
    line,
    column,
  };
}

/** One line a list can show, or null for what is no text. */
function toLine(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const line = value
    .slice(0, MAX_LINE_CHARS)
    .replaceAll(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .trim();
  return line === '' ? null : line;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
