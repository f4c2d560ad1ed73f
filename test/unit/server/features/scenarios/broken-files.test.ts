import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProjectRoot } from '#server/platform/project-root.ts';
import type { ScenarioRule } from '#server/features/scenarios/scenario-fault.ts';
import { BANK, GOOD_TEXT } from './scenario-fixture.ts';

/**
 * `npm run scenarios:check` as an author runs it, on files an author might have written: the reference case with one slip
 * each. They are made anew from the real file every time, so that they cannot fall behind the format.
 */

type Edit = readonly [find: string, put: string];

interface BrokenFile {
  readonly rule: ScenarioRule;
  readonly edits: readonly Edit[];
  /** Where the report must point: the line that holds this text after the edits. */
  readonly at: string;
  /** What is wrong and what to do about it. */
  readonly says: RegExp;
}

/** One edit, at which the report must point. */
function slip(rule: ScenarioRule, [find, put]: Edit, says: RegExp, at = put): BrokenFile {
  return { rule, edits: [[find, put]], at: at.trimStart(), says };
}

const DAU = 'given: 200000000, expect: 200000000, low: 200000000, high: 200000000, reveal: r.scale';
const STAFF_OF_CLARIFY = GOOD_TEXT.slice(
  GOOD_TEXT.indexOf('        staff:\n'),
  GOOD_TEXT.indexOf('      probes:\n'),
);
const SCOPE = 'Says what stays outside, such as targeting, bids and budget pacing, and gets that confirmed.';
const HARM =
  'Asks who loses when clicks go up, naming users, advertisers or later revenue, and how that would be noticed.';
/** Where the list of parts begins. */
const NODES = '    nodes:\n      - {id: app, type: client, lane: online, label: Feed on the phone';
const LONG_NUDGE = Array.from({ length: 26 }, (_, index) => `word${index}`).join(' ');

/** By the number of the rule in section 5 of the format, or by the part of the file. */
const BROKEN: Readonly<Record<string, BrokenFile>> = {
  // The file as such
  'yaml-is-broken': slip(
    'syntax',
    ['  status: published', '  status: published\n  status: retired'],
    /unique.*; mend the YAML/,
    'status: retired',
  ),
  'key-is-unknown': slip(
    'shape',
    ['  difficulty: 3', '  difficulty: 3\n  reviewed_by: nobody'],
    /no key "reviewed_by" here; correct its spelling or remove it/,
    'reviewed_by: nobody',
  ),
  'key-is-missing': {
    rule: 'shape',
    edits: [['  domain: ads\n', '']],
    at: 'meta:',
    says: /expected one of "ads"/,
  },
  'step-is-misspelt': slip(
    'shape',
    ['trigger: {after_step: monitor}', 'trigger: {after_step: monitoring}'],
    /must be \{after_step/,
  ),
  // Rule 1
  'r01-id-has-capitals': slip('shape', ['{id: cl.p1,', '{id: CL.P1,'], /must be 3 to 49 characters of a-z/),
  'r01-id-is-used-twice': slip(
    'ids',
    ['{id: cl.p2,', '{id: cl.p1,'],
    /id "cl\.p1" is used twice; rename one/,
    '{id: cl.p1, ask: "Tell me which',
  ),
  'r01-hint-helps-with-nothing': {
    rule: 'references',
    edits: [
      ['expects: cl.scope', 'expects: cl.scoop'],
      [`"${SCOPE}", dim: framing, core: true`, `"${SCOPE}", dim: framing`],
    ],
    at: 'expects: cl.scoop',
    says: /no expectation of step clarify is called "cl\.scoop"; name the one/,
  },
  'r01-exhibit-is-gone': slip(
    'references',
    ['exhibit: x.incident', 'exhibit: x.outage'],
    /no reveal of kind exhibit is called "x\.outage"/,
  ),
  'r01-line-names-no-reveal': slip(
    'references',
    ['high: 100, reveal: r.latency', 'high: 100, reveal: r.limit'],
    /no reveal is called "r\.limit"; use an id from reveals/,
  ),
  'r01-edge-ends-nowhere': slip(
    'references',
    ['{from: retrain, to: trainer,', '{from: retrain, to: trainers,'],
    /no node of this board is called "trainers"; use an id from nodes/,
  ),
  'r01-source-is-unknown': slip(
    'references',
    ['by over 3 % [src:he2014]', 'by over 3 % [src:he2014] [src:he2015]'],
    /no source is called "he2015"; add it to sources/,
  ),
  'r01-part-is-named-twice': slip(
    'boards',
    [
      '      - {id: erase, type: privacy_service,',
      '      - {id: retrain, type: cache, lane: online, label: Twice}\n      - {id: erase, type: privacy_service,',
    ],
    /node id "retrain" is used twice; rename one/,
    '{id: retrain, type: cache',
  ),
  // Rule 2
  'r02-minutes-do-not-make-45': {
    rule: 'budget',
    edits: [['minutes: {m45: 5, m60: 6}', 'minutes: {m45: 6, m60: 6}']],
    at: '  steps:\n',
    says: /come to 46 minutes for m45; they must make 45/,
  },
  'r02-minutes-do-not-make-60': {
    rule: 'budget',
    edits: [['wrap: {m45: 3, m60: 4}', 'wrap: {m45: 3, m60: 3}']],
    at: '  steps:\n',
    says: /come to 59 minutes for m60; they must make 60/,
  },
  'r02-step-stands-twice': {
    rule: 'budget',
    edits: [['    - step: monitor\n', '    - step: serve\n']],
    at: '  steps:\n',
    says: /serve, serve; write each once, in the order clarify, frame/,
  },
  'r02-curveball-after-the-end': slip(
    'budget',
    ['trigger: {at_minute: 34}', 'trigger: {at_minute: 45}'],
    /minute 45 is after the end of a 45 minute interview; choose an earlier one/,
  ),
  // Rule 3
  'r03-formula-is-code': slip(
    'worksheet',
    ['formula: scores_peak / 2000,', 'formula: "process.exit(1)",'],
    /at character \d+; mend the formula "process\.exit\(1\)"/,
  ),
  'r03-lines-go-in-a-circle': slip(
    'worksheet',
    ['formula: dau * 10,', 'formula: imp_day / 2,'],
    /Lines go in a circle: req_day -> imp_day -> req_day; mend the formula/,
  ),
  'r03-sum-is-wrong': slip(
    'worksheet',
    ['expect: 57870, low: 40000', 'expect: 58500, low: 40000'],
    /expect is 58500 but formula comes to 57870.*; they may differ by 0\.5 %/,
  ),
  'r03-range-misses-the-number': slip(
    'worksheet',
    ['expect: 57870, low: 40000', 'expect: 57870, low: 60000'],
    /expect must lie between low and high/,
  ),
  'r03-candidate-is-told-otherwise': slip(
    'worksheet',
    [DAU, DAU.replaceAll('200000000', '200000001')],
    /reveal "r\.scale" does not show 200000001; put the same number in a row of its face/,
  ),
  'r03-number-and-formula': slip(
    'worksheet',
    ['formula: dau * 10,', 'formula: dau * 10, given: 2000000000,'],
    /needs exactly one of given and formula; write the one/,
  ),
  // Rule 4
  'r04-nobody-trains': {
    rule: 'architecture',
    edits: [['type: trainer, lane: offline', 'type: trainer, lane: shared']],
    at: NODES,
    says: /no trainer in the offline lane; add one/,
  },
  'r04-nobody-watches': {
    rule: 'architecture',
    edits: [['{id: monitor, type: monitor,', '{id: monitor, type: cache,']],
    at: NODES,
    says: /no monitor node; add one/,
  },
  'r04-model-never-arrives': {
    rule: 'architecture',
    edits: [
      ['{from: registry, to: canary, kind: model,', '{from: registry, to: monitor, kind: model,'],
      ['{from: registry, to: online-features, kind: model,', '{from: registry, to: alerts, kind: model,'],
    ],
    at: '    edges:\n      - {from: app, to: gate',
    says: /no path leads from a trainer through a model_registry to an online node; add the missing edges/,
  },
  'r04-outcomes-never-come-back': {
    rule: 'architecture',
    edits: [
      [
        'to: log, kind: feedback, mode: async, label: views',
        'to: log, kind: data, mode: async, label: views',
      ],
      [
        'to: log, kind: feedback, mode: async, label: "served',
        'to: log, kind: data, mode: async, label: "served',
      ],
    ],
    at: '    edges:\n      - {from: app, to: gate',
    says: /no feedback edge leads from the online to the offline lane; show how outcomes come back/,
  },
  'r04-request-waits-for-offline': slip(
    'architecture',
    [
      '{from: orch, to: log, kind: feedback, mode: async,',
      '{from: orch, to: log, kind: feedback, mode: sync,',
    ],
    /must not wait for the offline lane \(orch -> log\); use async or batch/,
  ),
  'r04-part-stands-alone': {
    rule: 'architecture',
    edits: [['      - {from: monitor, to: alerts, kind: control, mode: async}\n', '']],
    at: NODES,
    says: /not connected to the rest: alerts; add edges or remove them/,
  },
  // Rule 5
  'r05-parts-exceed-the-limit': slip(
    'latency',
    [
      'unit: ms, given: 100, expect: 100, low: 100, high: 100, reveal: r.latency',
      'unit: ms, given: 90, expect: 90, low: 90, high: 100',
    ],
    /the parts come to 100 but lat_total is 90; change a part or the headroom/,
  ),
  // Rule 6
  'r06-core-without-a-ladder': slip(
    'expectations',
    ['before drawing components.", dim: framing}', 'before drawing components.", dim: framing, core: true}'],
    /core expectation "cl\.scale" has no hint ladder; add one to the hints of step clarify/,
  ),
  'r06-level-without-expectations': {
    rule: 'expectations',
    edits: [
      [STAFF_OF_CLARIFY, '        staff: []\n'],
      [
        'learns that it is multiplied by a bid.", dim: framing',
        'learns that it is multiplied by a bid.", dim: communication',
      ],
    ],
    at: 'staff: []',
    says: /step clarify expects nothing of staff, which meta\.levels offers; add expectations/,
  },
  'r06-staff-repeats-senior': {
    rule: 'expectations',
    edits: [[HARM, SCOPE.replace('clearly ', '')]],
    at: '- {id: cl.harm,',
    says: /says the same as "cl\.scope" of senior; staff needs a behaviour of its own/,
  },
  'r06-dimension-cannot-be-rated': {
    rule: 'dimensions',
    edits: [
      [
        'checks them with the interviewer.", dim: communication',
        'checks them with the interviewer.", dim: framing',
      ],
      [
        'spends the questions on those.", dim: communication',
        'spends the questions on those.", dim: framing',
      ],
    ],
    at: '  steps:\n',
    says: /2 expectations carry communication; at least 3 must, or it cannot be rated/,
  },
  // Rule 7
  'r07-side-without-a-reason': slip(
    'shape',
    [
      'b_when: "Faster experiments and shorter training matter more than the last fraction of loss"',
      'b_when: ""',
    ],
    /fill it in/,
  ),
  'r07-both-sides-are-one': slip(
    'tradeoffs',
    ['      b: Keep all clicks and 5 % of the other views', '      b: Keep every view'],
    /a and b are the same; a trade-off has two sides/,
  ),
  'r07-nothing-to-mention': slip(
    'shape',
    [
      'must_mention: [rows per day before and after, correction of the score, effect on rare ads]',
      'must_mention: []',
    ],
    /fill it in/,
  ),
  // Rule 8
  'r08-one-law-is-missing': {
    rule: 'privacy',
    edits: [
      ['{law: CCPA, provision: "1798.120', '{law: other, provision: "1798.120'],
      ['{law: CCPA, provision: "1798.105', '{law: other, provision: "1798.105'],
    ],
    at: '    rules:\n',
    says: /no rule names CCPA; add one with its effect on the system/,
  },
  'r08-effect-is-vague': slip(
    'privacy',
    [
      'Features without a measured gain are dropped, and raw rows expire once the longest feature window has passed.',
      'The team takes the law into account.',
    ],
    /write what is deleted, stopped or shown/,
  ),
  // Rule 9
  'r09-numbers-look-real': {
    rule: 'sources',
    edits: [['Lumo and its numbers are fictional.', 'Lumo is a company.']],
    at: '  context:\n',
    says: /nothing says that the company and its numbers are fictional; add a line that does/,
  },
  'r09-figure-without-a-source': {
    rule: 'sources',
    edits: [
      ['by over 3 % [src:he2014]', 'by over 3 %'],
      ['returns the true rate', 'returns the true rate [src:he2014]'],
    ],
    at: 'in one published system the pair beat either part alone by over 3 %',
    says: /"published system" and a figure without a source; add \[src:id\]/,
  },
  'r09-source-is-not-https': slip(
    'shape',
    ['publisher: GDPRhub, year: 2016, url: "https:', 'publisher: GDPRhub, year: 2016, url: "http:'],
    /must be an address that starts with https/,
  ),
  'r09-source-was-never-checked': slip(
    'shape',
    [
      'url: "https://gdprhub.eu/Article_17_GDPR", checked: "2026-11-20"',
      'url: "https://gdprhub.eu/Article_17_GDPR"',
    ],
    /add the missing key/,
  ),
  // Rule 10
  'r10-technique-in-the-title': slip(
    'leak',
    ['title: Predict clicks on feed ads', 'title: Two-tower click prediction'],
    /"two tower" is a technique.*; say what is wanted, not how/,
  ),
  'r10-technique-in-the-prompt': {
    rule: 'leak',
    edits: [['learning system that estimates how', 'learning system whose calibrated score says how']],
    at: '  prompt: >-',
    says: /"calibrated" is a technique the guide asks for.*; say what is wanted, not how/,
  },
  'r10-part-in-the-starter-board': slip(
    'leak',
    ['label: Ad delivery (exists)', 'label: "click joiner with one-hour wait"'],
    /"Click joiner with one hour wait" is a component of the reference architecture/,
  ),
  'r10-guide-sentence-in-a-card': {
    rule: 'leak',
    edits: [
      ['text: "Pay per click. Ads', 'text: "Somebody has to do something with the number you produce. Ads'],
    ],
    at: 'nudge: Somebody has to do something with the number you produce.',
    says: /the same words stand in reveals\.0\.face\.text.*; word one of them differently/,
  },
  // Rule 11
  'r11-claims-a-review': slip(
    'claims',
    [
      'note: Credit a candidate who turns the second half into guardrails later.',
      'note: This case was reviewed by a panel.',
    ],
    /a file claims no review or pilot/,
  ),
  // Cards, and the table of counts and lengths
  'card-is-offered-at-no-minute': {
    rule: 'reveals',
    edits: [['    offer_by_minute: 6\n', '']],
    at: 'policy: offer_by\n    face:\n      type: numbers\n      rows:\n        - {label: Daily active users',
    says: /offer_by needs offer_by_minute; add it/,
  },
  'count-title-is-too-long': slip(
    'counts',
    ['title: Predict clicks on feed ads', `title: ${'x'.repeat(61)}`],
    /characters in the title: 61; cut down to 1 to 60/,
  ),
  'count-nudge-is-too-long': slip(
    'counts',
    ['nudge: Somebody has to do something with the number you produce.', `nudge: ${LONG_NUDGE}`],
    /words in the nudge: 26; cut down to 1 to 25/,
  ),
  'count-too-few-probes': {
    rule: 'counts',
    edits: [
      [
        GOOD_TEXT.slice(
          GOOD_TEXT.indexOf('        - {id: cl.p1,'),
          GOOD_TEXT.indexOf('        - {id: cl.p3,'),
        ),
        '',
      ],
    ],
    at: '      probes:\n        - {id: cl.p3',
    says: /probes of step clarify: 2; add up to 3 to 6/,
  },
};

const NAMES = Object.keys(BROKEN);

function replaceOnce(text: string, [find, put]: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`"${find}" stands ${parts.length - 1} times in the file`);
  return parts.join(put);
}

/** A file of its own: another id and another canary. */
function toFile(name: string, edits: readonly Edit[]): string {
  const own: Edit[] = [
    ['  id: ad-click-prediction\n', `  id: ${name}\n`],
    [
      'canary: IV-ad-click-prediction-7f3a91c2',
      `canary: IV-${name}-${Buffer.from(name).toString('hex').slice(-16)}`,
    ],
  ];
  return [...own, ...edits].reduce(replaceOnce, GOOD_TEXT);
}

function lineOf(text: string, part: string): number {
  const [before = '', ...rest] = text.split(part);
  if (rest.length !== 1) throw new Error(`"${part}" stands ${rest.length} times in the file`);
  return before.split('\n').length;
}

interface ReportedFault {
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

/** The report as an author reads it: a heading for each file, and below it the faults. */
function readReport(report: string): Map<string, ReportedFault[]> {
  const byFile = new Map<string, ReportedFault[]>();
  let current: ReportedFault[] = [];
  let line = 0;
  for (const row of report.split('\n')) {
    const file = /^FAULT (\S+)\.yaml {2}\d+ to mend$/.exec(row)?.[1];
    if (file !== undefined) byFile.set(file, (current = []));
    line = Number(/^ {6}line (\d+):\d+ {2}/.exec(row)?.[1] ?? line);
    const [, rule, message] = /^ {8}\[(\w+)\] (.+)$/.exec(row) ?? [];
    if (rule !== undefined && message !== undefined) current.push({ line, rule, message });
  }
  return byFile;
}

/** The command itself, in a process of its own. */
async function runCheck(...args: string[]): Promise<{ exitCode: number; report: string }> {
  const command = ['run', '-s', 'scenarios:check', '--', ...args];
  const cwd = findProjectRoot(import.meta.dirname);
  return promisify(execFile)('npm', command, { cwd, maxBuffer: 2 ** 24 }).then(
    ({ stdout }) => ({ exitCode: 0, report: stdout }),
    (error: { code?: number; stdout?: string }) => ({
      exitCode: error.code ?? -1,
      report: error.stdout ?? '',
    }),
  );
}

describe('npm run scenarios:check', () => {
  let directory: string;
  let exitCode: number;
  let report: string;
  let faults: Map<string, ReportedFault[]>;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'scenarios-'));
    await writeFile(join(directory, 'sound.yaml'), toFile('sound', []));
    for (const [name, { edits }] of Object.entries(BROKEN))
      await writeFile(join(directory, `${name}.yaml`), toFile(name, edits));
    ({ exitCode, report } = await runCheck(directory));
    faults = readReport(report);
  }, 120_000);
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('passes the bank', { timeout: 60_000 }, async () => {
    const bank = await runCheck(BANK);
    expect(bank.report.split('\n').filter((row) => row.startsWith('ok '))).toHaveLength(22);
    expect(bank).toMatchObject({
      exitCode: 0,
      report: expect.stringContaining('22 scenario file(s), 0 fault(s)'),
    });
  });

  it('fails a folder with a fault, and passes the sound file in it', () => {
    expect(exitCode).toBe(1);
    expect(report).toContain('ok    sound.yaml  sound@1.0.0');
    expect([...faults.keys()].sort()).toEqual(NAMES.toSorted());
    expect(report).toContain(`${NAMES.length + 1} scenario file(s), ${NAMES.length} fault(s)`);
  });

  it.each(NAMES)('names the one fault of %s, its line and its mend', (name) => {
    const broken = BROKEN[name];
    if (!broken) throw new Error(`no file is called ${name}`);
    expect(faults.get(name)).toEqual([
      {
        rule: broken.rule,
        line: lineOf(toFile(name, broken.edits), broken.at),
        message: expect.stringMatching(broken.says),
      },
    ]);
  });
});
