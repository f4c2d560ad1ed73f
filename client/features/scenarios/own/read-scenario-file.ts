import { LIMITS } from '#shared/limits.ts';

export type FileReading =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'too-large' | 'not-text' };

/** Four bytes is the widest a character gets. */
const MAX_BYTES = LIMITS.scenarioText * 4;

/** A file as text for the editor. Line ends become plain ones; whether it is a scenario is the check's to say. */
export async function readScenarioFile(file: Blob): Promise<FileReading> {
  if (file.size > MAX_BYTES) return { ok: false, reason: 'too-large' };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return { ok: false, reason: 'not-text' };
  }
  const plain = text.replace(/\r\n?/g, '\n');
  if (plain.length > LIMITS.scenarioText) return { ok: false, reason: 'too-large' };
  // Neither YAML nor the database takes control characters.
  if (/[^\P{Cc}\n\t]/u.test(plain)) return { ok: false, reason: 'not-text' };
  return { ok: true, text: plain };
}
