import { expect, test } from 'vitest';
import { LIMITS } from '#shared/limits.ts';
import { readScenarioFile } from '#client/features/scenarios/own/read-scenario-file.ts';

test('a file becomes text with plain line ends', async () => {
  await expect(readScenarioFile(new Blob(['schema: 1\r\nmeta:\r  id: ü\n']))).resolves.toEqual({
    ok: true,
    text: 'schema: 1\nmeta:\n  id: ü\n',
  });
});

test('what is no text is refused', async () => {
  await expect(readScenarioFile(new Blob([new Uint8Array([0xff, 0xfe, 0x00])]))).resolves.toEqual({
    ok: false,
    reason: 'not-text',
  });
  await expect(readScenarioFile(new Blob(['a\u0000b']))).resolves.toEqual({ ok: false, reason: 'not-text' });
});

test('what is longer than a scenario may be is refused', async () => {
  await expect(readScenarioFile(new Blob(['x'.repeat(LIMITS.scenarioText + 1)]))).resolves.toEqual({
    ok: false,
    reason: 'too-large',
  });
});
