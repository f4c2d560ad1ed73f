import { describe, expect, it } from 'vitest';
import type { ScenarioRule } from '#server/features/scenarios/scenario-fault.ts';
import { GOOD_SCENARIO, findFaults, loadScenario, pathOf, type Change } from './scenario-fixture.ts';

/** Sets a key of the item with an id. */
function set(id: string, key: string, value: unknown): Change {
  return (document) => document.setIn([...pathOf(document, id), key], value);
}

function setAt(path: readonly (string | number)[], value: unknown): Change {
  return (document) => document.setIn(path, value);
}

function remove(id: string): Change {
  return (document) => document.deleteIn(pathOf(document, id));
}

function add(path: readonly (string | number)[], value: unknown): Change {
  return (document) => document.addIn(path, document.createNode(value));
}

const architecture = ['interviewer', 'architecture'];
/** One more ladder in the first step, so that no core expectation loses its own. */
function addLadder(expects: string): Change {
  return add(['interviewer', 'steps', 0, 'hints'], {
    id: 'cl.h9',
    expects,
    nudge: 'What else is there?',
    pointer: 'Think about what you have not asked.',
    reveal: 'There is one more thing to ask about.',
  });
}

const words = (count: number): string =>
  Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

/** Removes every edge of the reference architecture that a test names by its ends. */
function cut(...ends: readonly string[]): Change {
  return (document) => {
    const { edges } = GOOD_SCENARIO.interviewer.architecture;
    const kept = edges.filter(({ from, to }) => !ends.includes(`${from} -> ${to}`));
    document.setIn([...architecture, 'edges'], document.createNode(kept));
  };
}

/** Changes every node of one type of the reference architecture. */
function retype(type: string, change: Readonly<Record<string, unknown>>): Change {
  return (document) => {
    const { nodes } = GOOD_SCENARIO.interviewer.architecture;
    const changed = nodes.map((node) => (node.type === type ? { ...node, ...change } : node));
    document.setIn([...architecture, 'nodes'], document.createNode(changed));
  };
}

const BROKEN: readonly [title: string, rule: ScenarioRule, message: RegExp, change: Change][] = [
  // Ids and references
  ['an id with a capital letter', 'shape', /3 to 49 characters/, set('cl.goal', 'id', 'CL.goal')],
  ['an id of two characters', 'shape', /3 to 49 characters/, set('cl.goal', 'id', 'cl')],
  ['an id that is used twice', 'ids', /"cl\.p1" is used twice/, set('cl.h1', 'id', 'cl.p1')],
  ['an id that a step and a curveball share', 'ids', /"c\.o1" is used twice/, set('mn.loop', 'id', 'c.o1')],
  [
    'the canary of another scenario',
    'ids',
    /begin it with "IV-ad-click-prediction-"/,
    setAt(['interviewer', 'canary'], 'IV-other-case-7f3a91c2'),
  ],
  [
    'a hint for an expectation that does not exist',
    'references',
    /no expectation of step clarify is called "cl\.gone"/,
    addLadder('cl.gone'),
  ],
  [
    'a hint for an expectation of another step',
    'references',
    /no expectation of step clarify is called "da\.label"/,
    addLadder('da.label'),
  ],
  [
    'a worksheet line that names a missing reveal',
    'references',
    /no reveal is called "r\.gone"/,
    set('dau', 'reveal', 'r.gone'),
  ],
  [
    'a curveball whose exhibit is not an exhibit',
    'references',
    /no reveal of kind exhibit is called "r\.scale"/,
    set('c.incident', 'exhibit', 'r.scale'),
  ],
  [
    'an expectation that cites a missing source',
    'references',
    /no source is called "he2015"/,
    set('da.sample', 'src', ['he2015']),
  ],
  [
    'a metric that cites a missing source',
    'references',
    /no source is called "nobody"/,
    setAt(['interviewer', 'metrics', 'offline', 1, 'src'], ['nobody']),
  ],
  [
    'a sentence that cites a missing source',
    'references',
    /no source is called "he2016"/,
    set('ctr_back', 'why', 'true rate [src:he2016]'),
  ],
  [
    'an edge to a missing node',
    'references',
    /no node of this board is called "nowhere"/,
    setAt([...architecture, 'edges', 0, 'to'], 'nowhere'),
  ],
  [
    'two nodes of a board with one id',
    'boards',
    /"gate" is used twice/,
    add([...architecture, 'nodes'], { id: 'gate', type: 'cache', lane: 'online', label: 'Another gate' }),
  ],
  [
    'an edge of the starter board to a missing node',
    'references',
    /no node of this board is called "gate"/,
    setAt(['candidate', 'starter_board', 'edges', 0, 'to'], 'gate'),
  ],
  [
    'an edge from a part to itself',
    'boards',
    /leads from "monitor" to itself/,
    add([...architecture, 'edges'], { from: 'monitor', to: 'monitor', kind: 'data', mode: 'async' }),
  ],
  [
    'an edge that is drawn twice',
    'boards',
    /monitor -> alerts is drawn twice/,
    (document) => {
      const edge = GOOD_SCENARIO.interviewer.architecture.edges.find(({ to }) => to === 'alerts');
      add([...architecture, 'edges'], edge)(document);
    },
  ],
  ['a tag that stands twice', 'ids', /"ads" stands there twice/, add(['meta', 'tags'], 'ads')],
  // Budgets
  [
    'minutes that do not make 45',
    'budget',
    /come to 46 minutes for m45/,
    setAt(['interviewer', 'steps', 0, 'minutes', 'm45'], 7),
  ],
  [
    'minutes that do not make 60',
    'budget',
    /come to 59 minutes for m60/,
    setAt(['interviewer', 'bookends', 'wrap', 'm60'], 3),
  ],
  [
    'a step that stands twice',
    'budget',
    /evaluate, serve, serve; write each once, in the order clarify, frame/,
    setAt(['interviewer', 'steps', 6, 'step'], 'serve'),
  ],
  [
    'steps in another order',
    'budget',
    /write each once, in the order clarify, frame/,
    (document) => {
      document.setIn(['interviewer', 'steps', 0, 'step'], 'frame');
      document.setIn(['interviewer', 'steps', 1, 'step'], 'clarify');
    },
  ],
  [
    'a curveball after the end of the interview',
    'budget',
    /minute 50 is after the end of a 45 minute interview/,
    set('c.traffic', 'trigger', { at_minute: 50 }),
  ],
  [
    'a trigger with both a step and a minute',
    'shape',
    /must be \{after_step/,
    set('c.traffic', 'trigger', { at_minute: 5, after_step: 'data' }),
  ],
  // Reveals
  [
    'a reveal that is offered at no minute',
    'reveals',
    /offer_by needs offer_by_minute/,
    (document) => document.deleteIn([...pathOf(document, 'r.scale'), 'offer_by_minute']),
  ],
  [
    'a minute on a reveal that is never offered',
    'reveals',
    /remove it/,
    set('r.charge', 'offer_by_minute', 5),
  ],
  [
    'a table row with a cell too few',
    'reveals',
    /1 cells and the table 2 columns/,
    (document) =>
      document.setIn([...pathOf(document, 'r.delay'), 'face', 'rows', 0], document.createNode(['1 minute'])),
  ],
  [
    'a reveal that is offered after the end',
    'reveals',
    /minute 45 is after the end of a 45 minute interview/,
    set('r.scale', 'offer_by_minute', 45),
  ],
  // Worksheet
  [
    'a formula that does not come to what is expected',
    'worksheet',
    /expect is 58500 but formula comes to 57870/,
    set('rps_peak', 'expect', 58_500),
  ],
  [
    'a given that is not what is expected',
    'worksheet',
    /expect is 202000000 but given comes to 200000000/,
    (document) => {
      for (const key of ['expect', 'high']) set('dau', key, 202_000_000)(document);
    },
  ],
  ['an expected number outside its range', 'worksheet', /low and high/, set('rps_peak', 'low', 60_000)],
  ['a range the wrong way round', 'worksheet', /low and high/, set('rps_peak', 'high', 50_000)],
  [
    'a line with a number and a formula',
    'worksheet',
    /exactly one of given and formula/,
    set('req_day', 'given', 2_000_000_000),
  ],
  [
    'a line with neither',
    'worksheet',
    /exactly one of given and formula/,
    (document) => document.deleteIn([...pathOf(document, 'req_day'), 'formula']),
  ],
  [
    'lines that go in a circle',
    'worksheet',
    /Lines go in a circle: req_day -> imp_day -> req_day/,
    set('req_day', 'formula', 'imp_day / 2'),
  ],
  [
    'a formula with an unknown name',
    'worksheet',
    /No line is called "users"/,
    set('req_day', 'formula', 'users * 10'),
  ],
  ['a formula that divides by zero', 'worksheet', /Division by zero/, set('req_day', 'formula', 'dau / 0')],
  [
    'a formula that calls code',
    'worksheet',
    /Unexpected|Missing/,
    set('req_day', 'formula', 'process.exit(1)'),
  ],
  [
    'a line id that reads as a subtraction',
    'worksheet',
    /cannot be used in a formula/,
    set('ctr_back', 'id', 'ctr-back'),
  ],
  [
    'a given that candidates are told differently',
    'worksheet',
    /does not show 200000000/,
    (document) => document.setIn([...pathOf(document, 'r.scale'), 'face', 'rows', 0, 'value'], 100_000_000),
  ],
  [
    'a computed line that claims to be shown',
    'worksheet',
    /"imp_day" is computed, and only a given number is shown/,
    set('imp_day', 'reveal', 'r.scale'),
  ],
  // Latency
  [
    'latency parts that do not add up',
    'latency',
    /come to 105 but lat_total is 100/,
    (document) => {
      set('lat_score', 'given', 45)(document);
      set('lat_score', 'expect', 45)(document);
    },
  ],
  ['latency parts without a total', 'latency', /no lat_total/, set('lat_total', 'id', 'deadline')],
  [
    'a latency budget without headroom',
    'latency',
    /add a line for it/,
    (document) => {
      set('lat_headroom', 'label', 'Other things')(document);
      set('lat_headroom', 'id', 'lat_other')(document);
    },
  ],
  // Architecture
  [
    'no trainer offline',
    'architecture',
    /no trainer in the offline lane/,
    retype('trainer', { lane: 'online' }),
  ],
  [
    'nothing that scores online',
    'architecture',
    /in the online lane; add one/,
    retype('ranker', { type: 'reranker' }),
  ],
  ['no monitor', 'architecture', /no monitor node/, retype('monitor', { type: 'cache' })],
  [
    'a model that never reaches the online lane',
    'architecture',
    /no path leads from a trainer/,
    cut('registry -> canary', 'registry -> online-features'),
  ],
  [
    'a model that bypasses the registry',
    'architecture',
    /no path leads from a trainer/,
    retype('model_registry', { type: 'cache' }),
  ],
  [
    'a part that is its own alternative',
    'architecture',
    /other types than the own one/,
    retype('ranker', { alternatives: ['model_server', 'ranker'] }),
  ],
  ['outcomes that never come back', 'architecture', /no feedback edge/, cut('app -> log', 'orch -> log')],
  [
    'a request that waits for the offline lane',
    'architecture',
    /must not wait for the offline lane/,
    add([...architecture, 'edges'], { from: 'orch', to: 'batch', kind: 'request', mode: 'sync' }),
  ],
  [
    'a component nobody is connected to',
    'architecture',
    /not connected to the rest: alerts/,
    cut('monitor -> alerts'),
  ],
  // Expectations and dimensions
  [
    'a core expectation without a hint',
    'expectations',
    /"cl\.scale" has no hint ladder/,
    set('cl.scale', 'core', true),
  ],
  [
    'a level that a step expects nothing of',
    'expectations',
    /expects nothing of staff/,
    setAt(['interviewer', 'steps', 0, 'expect', 'staff'], []),
  ],
  [
    'a staff expectation that repeats senior',
    'expectations',
    /says the same as "cl\.scope"/,
    (document) =>
      set(
        'cl.harm',
        'text',
        'Says clearly what stays outside, such as targeting, bids and budget pacing, and gets that confirmed.',
      )(document),
  ],
  [
    'a senior expectation that repeats mid',
    'expectations',
    /says the same as "cl\.goal" of mid; senior needs/,
    (document) => {
      const text = GOOD_SCENARIO.interviewer.steps[0]?.expect.mid.find(({ id }) => id === 'cl.goal')?.text;
      set('cl.scope', 'text', text)(document);
    },
  ],
  [
    'a dimension that too few expectations carry',
    'dimensions',
    /1 expectations carry communication/,
    (document) => {
      for (const id of ['cl.priority', 'cl.summary', 'fr.conflict']) set(id, 'dim', 'framing')(document);
    },
  ],
  // Trade-offs, privacy, sources, claims
  ['a trade-off without a second reason', 'shape', /fill it in/, set('t.fresh', 'b_when', ' ')],
  [
    'a trade-off with one reason for both sides',
    'tradeoffs',
    /a_when and b_when are the same/,
    set('t.fresh', 'b_when', 'Stable inventory, simple rollback and audit matter more'),
  ],
  ['a trade-off that asks for no justification', 'shape', /fill it in/, set('t.fresh', 'must_mention', [])],
  [
    'no rule of one of the two laws',
    'privacy',
    /no rule names CCPA/,
    (document) => {
      document.setIn(['interviewer', 'privacy', 'rules', 2, 'law'], 'other');
      document.setIn(['interviewer', 'privacy', 'rules', 3, 'law'], 'other');
    },
  ],
  [
    'a privacy rule without an effect on the system',
    'privacy',
    /deleted, stopped or shown/,
    setAt(['interviewer', 'privacy', 'rules', 0, 'effect'], 'The team complies with the law [src:gdpr17].'),
  ],
  [
    'numbers that are not marked as fictional',
    'sources',
    /add a line that does/,
    setAt(['candidate', 'context', 0], 'Lumo is a company.'),
  ],
  [
    'a real-world figure without a source',
    'sources',
    /"published system" and a figure without a source; add \[src:id\]/,
    set('t.fresh', 'a_when', 'One published system lost 3 % in a week'),
  ],
  [
    'a dated figure without a source',
    'sources',
    /"in 2014" and a figure without a source/,
    set('cl.h1', 'reveal', 'People clicked on 2 % of ads in 2014.'),
  ],
  [
    'a source nobody cites',
    'sources',
    /nothing cites "spare2020"; write \[src:spare2020\]/,
    add(['interviewer', 'sources'], {
      id: 'spare2020',
      title: 'Spare',
      publisher: 'Nobody',
      year: 2020,
      url: 'https://example.org/spare',
      checked: '2026-01-15',
    }),
  ],
  [
    'a source that was checked before it came out',
    'sources',
    /it is of 2027 and was checked on 2026-/,
    set('he2014', 'year', 2027),
  ],
  [
    'a source without https',
    'shape',
    /https:\/\//,
    set('he2014', 'url', 'http://doi.org/10.1145/2648584.2648589'),
  ],
  [
    'a source whose check has no real date',
    'shape',
    /must be a date/,
    set('he2014', 'checked', '2026-02-30'),
  ],
  [
    'a claim of a review',
    'claims',
    /claims no review/,
    setAt(['interviewer', 'brief'], `This case was reviewed by a panel. ${words(130)}`),
  ],
  // Leaks
  [
    'a technique in the title',
    'leak',
    /"two tower" is a technique/,
    setAt(['meta', 'title'], 'Two-tower ads'),
  ],
  [
    'a technique in a tag',
    'leak',
    /"embedding" is a technique/,
    setAt(['meta', 'tags'], ['ads', 'embeddings']),
  ],
  [
    'a technique of the guide in the context',
    'leak',
    /"calibrated" is a technique the guide asks for|"calibration" is a technique the guide asks for/,
    setAt(['candidate', 'context', 1], 'The score needs calibration.'),
  ],
  [
    'a component of the reference in the starter board',
    'leak',
    /"Session counters" is a component/,
    setAt(['candidate', 'starter_board', 'nodes', 0, 'label'], 'session counters'),
  ],
  [
    'a guide sentence in what the candidate reads',
    'leak',
    /the same words stand in reveals\.0\.face\.text/,
    (document) => {
      document.setIn(
        [...pathOf(document, 'r.charge'), 'face', 'text'],
        'So it is the case that somebody has to do something with the number you produce.',
      );
    },
  ],
  // Counts and lengths
  [
    'a title of more than 60 characters',
    'counts',
    /characters in the title: 61; cut down to 1 to 60/,
    setAt(['meta', 'title'], 'x'.repeat(61)),
  ],
  [
    'a prompt of 39 words',
    'counts',
    /words in the prompt: 39; add up to 40 to 120/,
    setAt(['candidate', 'prompt'], words(39)),
  ],
  [
    'a prompt of 121 words',
    'counts',
    /words in the prompt: 121; cut down/,
    setAt(['candidate', 'prompt'], words(121)),
  ],
  [
    'too few facts',
    'counts',
    /facts: 3; add up to 4 to 10/,
    (document) => {
      for (const id of ['r.fresh', 'r.cost', 'r.optout', 'r.slots', 'r.delay']) remove(id)(document);
    },
  ],
  [
    'no exhibit',
    'counts',
    /exhibits: 0; add up/,
    (document) => {
      document.deleteIn([...pathOf(document, 'c.incident'), 'exhibit']);
      for (const id of ['x.row', 'x.slices', 'x.incident']) remove(id)(document);
    },
  ],
  [
    'too few clarifying answers',
    'counts',
    /clarifying answers: 7; add up to 8 to 14/,
    (document) => {
      for (const id of ['r.goal', 'r.today', 'r.team', 'r.outage']) remove(id)(document);
    },
  ],
  [
    'a step with one expectation for a level',
    'counts',
    /expectations of step clarify for staff: 1/,
    remove('cl.harm'),
  ],
  [
    'an expectation of two sentences',
    'counts',
    /one sentence about one behaviour/,
    set('cl.scale', 'text', 'Asks for traffic. Then asks for the time limit.'),
  ],
  ['too few probes', 'counts', /probes of step monitor: 2/, remove('mn.p1')],
  ['too few hints', 'counts', /hint ladders of step evaluate: 1/, remove('ev.h2')],
  ['too few red flags', 'counts', /red flags of step frame: 1/, remove('fr.f1')],
  [
    'a nudge of 26 words',
    'counts',
    /words in the nudge: 26; cut down to 1 to 25/,
    set('cl.h1', 'nudge', words(26)),
  ],
  ['a pointer of 31 words', 'counts', /words in the pointer: 31/, set('cl.h1', 'pointer', words(31))],
  [
    'a hint that reveals in 61 words',
    'counts',
    /words in the reveal: 61/,
    set('cl.h1', 'reveal', Array.from({ length: 61 }, () => 'word').join(' ')),
  ],
  [
    'a brief that is too short',
    'counts',
    /words in the brief: 119/,
    setAt(['interviewer', 'brief'], words(119)),
  ],
  [
    'a debrief summary that is too long',
    'counts',
    /words in the debrief summary: 301/,
    setAt(['debrief', 'summary'], words(301)),
  ],
  [
    'too little reading',
    'counts',
    /reading entries: 3/,
    (document) => {
      for (let index = 7; index >= 3; index -= 1) document.deleteIn(['debrief', 'reading', index]);
    },
  ],
  [
    'too few trade-offs',
    'counts',
    /trade-offs: 4/,
    (document) => {
      for (const id of ['t.fresh', 't.model', 't.correct']) remove(id)(document);
    },
  ],
  [
    'too many worksheet lines',
    'counts',
    /worksheet lines: 17/,
    add(['interviewer', 'worksheet'], {
      id: 'one_more',
      label: 'One',
      unit: 'x',
      given: 1,
      expect: 1,
      low: 1,
      high: 1,
      why: 'one',
    }),
  ],
  [
    'too few guardrails',
    'counts',
    /guardrail metrics: 1/,
    (document) => {
      document.deleteIn(['interviewer', 'metrics', 'guardrails', 2]);
      document.deleteIn(['interviewer', 'metrics', 'guardrails', 1]);
    },
  ],
  [
    'too few deep dives',
    'counts',
    /deep dives: 3/,
    (document) => {
      for (const id of ['d.calib', 'd.cost', 'd.delay']) remove(id)(document);
    },
  ],
  [
    'too few curveballs',
    'counts',
    /curveballs: 2/,
    (document) => {
      for (const id of ['c.optout', 'c.purchase']) remove(id)(document);
    },
  ],
  [
    'more edges than can be read',
    'counts',
    /architecture edges: 41/,
    (document) => {
      const { nodes, edges } = GOOD_SCENARIO.interviewer.architecture;
      const ends = nodes.flatMap(({ id: from }) =>
        nodes.flatMap(({ id: to }) => (from === to ? [] : [{ from, to }])),
      );
      const isNew = ({ from, to }: { from: string; to: string }) =>
        !edges.some((edge) => edge.from === from && edge.to === to);
      for (const end of ends.filter(isNew).slice(0, 41 - edges.length))
        add([...architecture, 'edges'], { ...end, kind: 'control', mode: 'async' })(document);
    },
  ],
];

describe('rules of a scenario', () => {
  it.each(BROKEN)('refuses %s', (_title, rule, message, change) => {
    const faults = findFaults(change);
    // This one and no other: a rule that fires for the mistake of another sends its author to the wrong place.
    expect(faults.map((fault) => `[${fault.rule}] ${fault.message}`)).toEqual([
      expect.stringMatching(new RegExp(String.raw`^\[${rule}\].*(?:${message.source})`)),
    ]);
  });

  it('lets a file leave out a level that it does not offer', () => {
    const scenario = loadScenario((document) => {
      document.setIn(['meta', 'levels'], ['mid', 'senior']);
      document.setIn(['interviewer', 'steps', 0, 'expect', 'staff'], []);
      // What staff is asked does not count for the dimensions any more.
      set('cl.goal', 'dim', 'communication')(document);
    });
    expect(scenario.meta.levels).toEqual(['mid', 'senior']);
  });

  it('needs no privacy rules where no personal data is used', () => {
    expect(
      findFaults((document) => {
        document.setIn(['interviewer', 'privacy', 'personal_data'], []);
        document.setIn(['interviewer', 'privacy', 'rules'], []);
        for (const id of ['gdpr17', 'ccpa120']) remove(id)(document);
      }),
    ).toEqual([]);
  });

  it('needs no latency budget where nothing runs in the request path', () => {
    expect(
      findFaults((document) => {
        for (const id of ['lat_features', 'lat_score', 'lat_auction', 'lat_headroom', 'lat_total'])
          remove(id)(document);
      }),
    ).toEqual([]);
  });

  it('accepts rounding up to half a per cent', () => {
    expect(findFaults(set('rps_peak', 'expect', 58_000))).toEqual([]);
  });

  it('lets two boards use the same node ids', () => {
    const { candidate, interviewer } = GOOD_SCENARIO;
    const starter = candidate.starter_board?.nodes.map(({ id }) => id) ?? [];
    expect(starter.some((id) => interviewer.architecture.nodes.some((node) => node.id === id))).toBe(true);
  });
});
