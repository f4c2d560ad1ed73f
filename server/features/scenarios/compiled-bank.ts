/**
 * What a build keeps of the bank, so that a start need not check it again: reading the YAML of the whole bank costs a second
 * or two, reading this some milliseconds. Each scenario stands under the digest of the text it was read from, so a file that
 * was edited or added since is simply not found here.
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { ScenarioSchema, type Scenario } from '#shared/contracts/scenario-format.contract.ts';

export type CompiledBank = ReadonlyMap<string, Scenario>;

const CompiledBankSchema = z.record(z.string(), ScenarioSchema);

/** SHA-256 of the text of a file. */
export function digestScenarioText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Only for scenarios that passed every rule: whoever reads them checks no rule again. */
export async function writeCompiledBank(path: string, bank: CompiledBank): Promise<void> {
  await writeFile(path, JSON.stringify(Object.fromEntries(bank)));
}

/** Empty when there is none. */
export async function readCompiledBank(path: string): Promise<CompiledBank> {
  try {
    const parsed = CompiledBankSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return new Map(Object.entries(parsed.success ? parsed.data : {}));
  } catch {
    // Missing, or of a build that was cut short: the files themselves are read instead.
    return new Map();
  }
}
