import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LEVELS, type Level } from '#shared/domain/vocabulary.ts';
import { checkScenarioFolder } from '#server/features/scenarios/check-scenarios.ts';
import {
  ScenarioBankError,
  compileScenarioBank,
  loadScenarioBank,
} from '#server/features/scenarios/scenario-bank.ts';
import { loadShippedBank } from '#test/support/bank.ts';
import { GOOD_TEXT, changeText, type Draft } from './scenario-fixture.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'scenarios-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function put(name: string, change: (document: Draft) => void = () => {}): Promise<void> {
  await writeFile(join(directory, name), changeText(change));
}

function setMeta(changes: Record<string, string>, canary = 'a1b2c3d4') {
  return (document: Draft): void => {
    for (const [key, value] of Object.entries(changes)) document.setIn(['meta', key], value);
    const id = String(document.getIn(['meta', 'id']));
    document.setIn(['interviewer', 'canary'], `IV-${id}-${canary}`);
  };
}

async function loadError(): Promise<ScenarioBankError> {
  const error: unknown = await loadScenarioBank({ directory }).catch((reason: unknown) => reason);
  if (error instanceof ScenarioBankError) return error;
  throw new Error('expected the bank to be refused');
}

/** The topics of the bank, each one case study. */
const IDS = [
  'ad-click-prediction',
  'card-payment-fraud',
  'company-assistant',
  'demand-forecasting',
  'event-recommendation',
  'harmful-content',
  'llm-release-gate',
  'llm-serving',
  'ml-platform',
  'news-feed',
  'notification-volume',
  'people-you-may-know',
  'product-search',
  'query-autocomplete',
  'similar-listings',
  'street-image-privacy',
  'support-desk',
  'trip-eta',
  'upload-matching',
  'video-recommendation',
  'video-search',
  'visual-search',
];

// The whole bank is read, which takes a second or two on a busy machine.
describe('the shipped bank', { timeout: 60_000 }, () => {
  it('offers these scenarios and no other', async () => {
    const offered = (await loadShippedBank()).list().map(({ meta }) => meta.id);
    expect(offered.toSorted()).toEqual(IDS);
  });

  it('has something for every level', async () => {
    const offered = (await loadShippedBank()).list();
    const countFor = (level: Level) => offered.filter(({ meta }) => meta.levels.includes(level)).length;
    for (const level of LEVELS) expect(countFor(level)).toBeGreaterThanOrEqual(10);
  });

  it('hands out a scenario by id and version', async () => {
    const bank = await loadShippedBank();
    expect(bank.get('ad-click-prediction', '1.0.0').meta.title).toBe('Predict clicks on feed ads');
  });

  it('cannot be changed by a slip at run time', async () => {
    const scenario = (await loadShippedBank()).get('ad-click-prediction', '1.0.0');
    expect(() => scenario.candidate.context.push('more')).toThrow(TypeError);
  });
});

describe('loading a folder', () => {
  it('refuses an id or a version that is not there', async () => {
    await put('ad-click-prediction.yaml');
    const bank = await loadScenarioBank({ directory });
    const notFound = expect.objectContaining({ code: 'SCENARIO_NOT_FOUND' });
    expect(() => bank.get('ad-click-prediction', '1.0.1')).toThrow(notFound);
    expect(() => bank.get('other', '1.0.0')).toThrow(notFound);
  });

  it('keeps an older version readable and offers only the newest', async () => {
    await put('ad-click-prediction@1.9.0.yaml', setMeta({ version: '1.9.0' }, '11111111'));
    await put('ad-click-prediction.yaml', setMeta({ version: '1.10.0' }, '22222222'));
    const bank = await loadScenarioBank({ directory });
    expect(bank.list().map(({ meta }) => meta.version)).toEqual(['1.10.0']);
    expect(bank.get('ad-click-prediction', '1.9.0').interviewer.canary).toContain('11111111');
  });

  it('hides a retired scenario and keeps it readable', async () => {
    await put('ad-click-prediction@1.0.0.yaml', setMeta({}, '11111111'));
    await put('ad-click-prediction.yaml', setMeta({ version: '1.0.1', status: 'retired' }, '22222222'));
    const bank = await loadScenarioBank({ directory });
    expect(bank.list()).toEqual([]);
    expect(bank.get('ad-click-prediction', '1.0.1').meta.status).toBe('retired');
    expect(bank.get('ad-click-prediction', '1.0.0').meta.status).toBe('published');
  });

  it('orders the list by title', async () => {
    await put('zebra-case.yaml', setMeta({ id: 'zebra-case', title: 'About zebras' }));
    await put('apple-case.yaml', setMeta({ id: 'apple-case', title: 'Zoom on apples' }));
    const bank = await loadScenarioBank({ directory });
    expect(bank.list().map(({ meta }) => meta.title)).toEqual(['About zebras', 'Zoom on apples']);
  });

  it('refuses the whole bank for one broken file and lists every fault of every file', async () => {
    await put('ad-click-prediction.yaml');
    await put('first-case.yaml', (document) => {
      setMeta({ id: 'first-case' })(document);
      document.setIn(['meta', 'difficulty'], 9);
    });
    await put('second-case.yaml', (document) => {
      setMeta({ id: 'second-case' })(document);
      document.setIn(['interviewer', 'bookends', 'intro', 'm45'], 9);
      document.setIn(['interviewer', 'bookends', 'intro', 'm60'], 9);
    });
    const { faults, message } = await loadError();
    expect(faults.map(({ file }) => file)).toEqual([
      'first-case.yaml',
      'second-case.yaml',
      'second-case.yaml',
    ]);
    expect(message).toMatch(/3 fault\(s\)/);
    expect(message).toMatch(/first-case\.yaml:\d+:\d+ {2}meta\.difficulty/);
  });

  it('refuses a file whose name is not its id', async () => {
    await put('something-else.yaml');
    expect((await loadError()).message).toContain('call it ad-click-prediction.yaml');
  });

  it('refuses the same version twice', async () => {
    await put('ad-click-prediction.yaml', setMeta({}, '11111111'));
    await put('ad-click-prediction@1.0.0.yaml', setMeta({}, '22222222'));
    expect((await loadError()).message).toContain('raise the version');
  });

  it('refuses a canary that is used twice', async () => {
    await put('ad-click-prediction.yaml', setMeta({ version: '1.0.1' }));
    await put('ad-click-prediction@1.0.0.yaml', setMeta({}));
    expect((await loadError()).message).toContain('make a new random one');
  });

  it('refuses an id that only an own scenario can have', async () => {
    await put('own.case.yaml', setMeta({ id: 'own.case' }));
    expect((await loadError()).message).toContain('ids that begin with "own."');
  });

  it('fails when the folder is missing', async () => {
    await expect(loadScenarioBank({ directory: join(directory, 'gone') })).rejects.toThrow('ENOENT');
  });
});

describe('what a build keeps of the bank', () => {
  const compiledPath = (): string => join(directory, 'bank.json');

  it('gives the same scenarios as the files', async () => {
    await put('ad-click-prediction.yaml');
    await compileScenarioBank({ directory, compiledPath: compiledPath() });
    const [compiled, read] = await Promise.all([
      loadScenarioBank({ directory, compiledPath: compiledPath() }),
      loadScenarioBank({ directory }),
    ]);
    expect(compiled.list()).toEqual(read.list());
    expect(compiled.list()).toHaveLength(1);
  });

  it('is not used for a file that was edited since', async () => {
    await put('ad-click-prediction.yaml');
    await compileScenarioBank({ directory, compiledPath: compiledPath() });
    await put('ad-click-prediction.yaml', setMeta({ title: 'A new title' }));
    const bank = await loadScenarioBank({ directory, compiledPath: compiledPath() });
    expect(bank.list().map(({ meta }) => meta.title)).toEqual(['A new title']);
    await put('ad-click-prediction.yaml', (document) => document.setIn(['meta', 'difficulty'], 9));
    await expect(loadScenarioBank({ directory, compiledPath: compiledPath() })).rejects.toThrow('1 fault');
  });

  it('still sees what is wrong between files', async () => {
    await writeFile(join(directory, 'ad-click-prediction.yaml'), GOOD_TEXT);
    await compileScenarioBank({ directory, compiledPath: compiledPath() });
    await writeFile(join(directory, 'ad-click-prediction@1.0.0.yaml'), GOOD_TEXT);
    await expect(loadScenarioBank({ directory, compiledPath: compiledPath() })).rejects.toThrow(
      'raise the version',
    );
  });

  it('may be missing or cut short', async () => {
    await put('ad-click-prediction.yaml');
    for (const text of [null, '{"a', '{"a":{}}']) {
      if (text !== null) await writeFile(compiledPath(), text);
      const bank = await loadScenarioBank({ directory, compiledPath: compiledPath() });
      expect(bank.list()).toHaveLength(1);
    }
  });

  it('is not made from a broken bank', async () => {
    await put('ad-click-prediction.yaml', (document) => document.setIn(['meta', 'difficulty'], 9));
    await expect(compileScenarioBank({ directory, compiledPath: compiledPath() })).rejects.toThrow(
      ScenarioBankError,
    );
  });
});

describe('the report for authors', () => {
  it('names file, line, place and remedy of each fault and ends with 1', async () => {
    await put('ad-click-prediction.yaml', (document) => document.setIn(['meta', 'title'], 'x'.repeat(61)));
    const { report, exitCode } = await checkScenarioFolder({ directory });
    expect(report).toContain('FAULT ad-click-prediction.yaml  1 to mend');
    expect(report).toMatch(/line 7:3 {2}meta\.title\n\s+\[counts\] characters in the title: 61; cut down/);
    expect(exitCode).toBe(1);
  });

  it('ends with 1 when there is nothing to check', async () => {
    expect(await checkScenarioFolder({ directory })).toMatchObject({ exitCode: 1 });
  });
});
