/**
 * Every rule a scenario must keep beyond its shape. Rules are independent: each returns all its faults, so that an author
 * sees the whole list at once. Counts, diagrams, the worksheet and leaks have files of their own.
 */
import { DIMENSIONS, FORMATS, FORMAT_MINUTES, LEVELS, STEPS } from '#shared/domain/vocabulary.ts';
import type { Expectation, Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { checkArchitecture, checkBoards } from './architecture-rules.ts';
import { findLeaks } from './leak-lint.ts';
import { checkCounts } from './scenario-counts.ts';
import type { ScenarioFault, ScenarioPath } from './scenario-fault.ts';
import { listTexts } from './scenario-text.ts';
import { checkSources, listCitations } from './source-rules.ts';
import { checkLatency, checkWorksheet } from './worksheet-rules.ts';

/** A dimension that fewer expectations carry cannot be rated with confidence. */
const MIN_EXPECTATIONS_PER_DIMENSION = 3;

/** Share of common words from which on an expectation is one of a lower level over again. */
const COPY_SIMILARITY = 0.75;

interface At<Value> {
  readonly value: Value;
  readonly path: ScenarioPath;
}

/** All faults of a scenario whose shape is right; an empty list means it may be published. */
export function checkScenario(scenario: Scenario): ScenarioFault[] {
  return [
    checkCharacters,
    checkIds,
    checkReferences,
    checkBudget,
    checkReveals,
    checkWorksheet,
    checkLatency,
    checkBoards,
    checkArchitecture,
    checkExpectations,
    checkDimensions,
    checkTradeOffs,
    checkPrivacy,
    checkSources,
    findLeaks,
    checkClaims,
    checkCounts,
  ].flatMap((check) => check(scenario));
}

/** YAML can escape what neither a screen nor the database takes: control characters and halves of characters. */
function checkCharacters(scenario: Scenario): ScenarioFault[] {
  return listTexts(scenario)
    .filter(({ text }) => /(?![\n\t])\p{Cc}|\p{Cs}/u.test(text))
    .map(({ path }) => ({
      rule: 'shape',
      path,
      message: 'the text holds a control character or half a character; remove it',
    }));
}

function listStepExpectations(scenario: Scenario): At<Expectation>[] {
  return scenario.interviewer.steps.flatMap((step, index) =>
    LEVELS.flatMap((level) =>
      step.expect[level].map((value, position) => ({
        value,
        path: ['interviewer', 'steps', index, 'expect', level, position],
      })),
    ),
  );
}

function listExpectations(scenario: Scenario): At<Expectation>[] {
  const inCurveballs = scenario.interviewer.curveballs.flatMap(({ expects }, index) =>
    expects.map((value, position) => ({
      value,
      path: ['interviewer', 'curveballs', index, 'expects', position],
    })),
  );
  return [...listStepExpectations(scenario), ...inCurveballs];
}

function idsAt(items: readonly { id: string }[], path: ScenarioPath): At<string>[] {
  return items.map(({ id }, index) => ({ value: id, path: [...path, index, 'id'] }));
}

/** Ids of everything that is named in a file, except the nodes of boards, which are checked board by board. */
function listIds(scenario: Scenario): At<string>[] {
  const { reveals, interviewer } = scenario;
  const guide: ScenarioPath = ['interviewer'];
  return [
    ...idsAt(reveals, ['reveals']),
    ...interviewer.steps.flatMap((step, index) => [
      ...idsAt(step.probes, [...guide, 'steps', index, 'probes']),
      ...idsAt(step.hints, [...guide, 'steps', index, 'hints']),
      ...idsAt(step.red_flags, [...guide, 'steps', index, 'red_flags']),
    ]),
    ...listExpectations(scenario).map(({ value, path }) => ({ value: value.id, path: [...path, 'id'] })),
    ...idsAt(interviewer.tradeoffs, [...guide, 'tradeoffs']),
    ...idsAt(interviewer.worksheet, [...guide, 'worksheet']),
    ...idsAt(interviewer.deep_dives, [...guide, 'deep_dives']),
    ...idsAt(interviewer.curveballs, [...guide, 'curveballs']),
    ...idsAt(interviewer.sources, [...guide, 'sources']),
  ];
}

function checkIds(scenario: Scenario): ScenarioFault[] {
  const faults: ScenarioFault[] = [];
  const seen = new Set<string>();
  for (const { value, path } of listIds(scenario)) {
    if (seen.has(value))
      faults.push({ rule: 'ids', path, message: `id "${value}" is used twice; rename one` });
    seen.add(value);
  }
  const { meta, interviewer } = scenario;
  const wordLists: At<readonly string[]>[] = [
    { value: meta.levels, path: ['meta', 'levels'] },
    { value: meta.formats, path: ['meta', 'formats'] },
    { value: meta.tags, path: ['meta', 'tags'] },
    ...interviewer.tradeoffs.map(({ dims }, index) => ({
      value: dims,
      path: ['interviewer', 'tradeoffs', index, 'dims'],
    })),
  ];
  for (const { value, path } of wordLists) {
    const repeated = value.find((word, index) => value.indexOf(word) !== index);
    if (repeated !== undefined)
      faults.push({ rule: 'ids', path, message: `"${repeated}" stands there twice; remove one` });
  }
  if (!interviewer.canary.startsWith(`IV-${meta.id}-`)) {
    faults.push({
      rule: 'ids',
      path: ['interviewer', 'canary'],
      message: `the canary belongs to another scenario; begin it with "IV-${meta.id}-"`,
    });
  }
  return faults;
}

function checkReferences(scenario: Scenario): ScenarioFault[] {
  const { reveals, interviewer } = scenario;
  const faults: ScenarioFault[] = [];
  const refuse = (path: ScenarioPath, message: string): void => {
    faults.push({ rule: 'references', path, message });
  };
  const sourceIds = new Set(interviewer.sources.map(({ id }) => id));
  const refuseUnknownSources = (src: readonly string[] | undefined, path: ScenarioPath): void => {
    src?.forEach((id, index) => {
      if (!sourceIds.has(id))
        refuse([...path, 'src', index], `no source is called "${id}"; add it to sources`);
    });
  };

  interviewer.steps.forEach((step, stepIndex) => {
    const itemIds = new Set(LEVELS.flatMap((level) => step.expect[level].map(({ id }) => id)));
    step.hints.forEach(({ expects }, index) => {
      if (itemIds.has(expects)) return;
      const path = ['interviewer', 'steps', stepIndex, 'hints', index, 'expects'];
      refuse(
        path,
        `no expectation of step ${step.step} is called "${expects}"; name the one this hint helps with`,
      );
    });
  });
  interviewer.worksheet.forEach(({ reveal }, index) => {
    if (reveal === undefined || reveals.some(({ id }) => id === reveal)) return;
    refuse(
      ['interviewer', 'worksheet', index, 'reveal'],
      `no reveal is called "${reveal}"; use an id from reveals`,
    );
  });
  interviewer.curveballs.forEach(({ exhibit }, index) => {
    if (exhibit === undefined || reveals.some(({ id, kind }) => id === exhibit && kind === 'exhibit')) return;
    refuse(
      ['interviewer', 'curveballs', index, 'exhibit'],
      `no reveal of kind exhibit is called "${exhibit}"`,
    );
  });
  for (const { value, path } of listExpectations(scenario)) refuseUnknownSources(value.src, path);
  for (const group of ['offline', 'online', 'guardrails'] as const) {
    interviewer.metrics[group].forEach(({ src }, index) => {
      refuseUnknownSources(src, ['interviewer', 'metrics', group, index]);
    });
  }
  // Where a sentence carries a figure of its own, the citation stands inside it as [src:id].
  for (const { text, path } of listTexts(scenario)) {
    for (const id of listCitations(text)) {
      if (!sourceIds.has(id)) refuse(path, `no source is called "${id}"; add it to sources`);
    }
  }
  return faults;
}

/** Minutes of the shortest interview a file offers: what is planned for a minute must fit into it. */
function shortestMinutes({ meta }: Scenario): number {
  return Math.min(...meta.formats.map((format) => FORMAT_MINUTES[format]));
}

function checkBudget(scenario: Scenario): ScenarioFault[] {
  const { bookends, steps, curveballs } = scenario.interviewer;
  const faults: ScenarioFault[] = [];
  const path: ScenarioPath = ['interviewer', 'steps'];
  const order = steps.map(({ step }) => step).join(', ');
  if (order !== STEPS.join(', ')) {
    faults.push({
      rule: 'budget',
      path,
      message: `steps are ${order}; write each once, in the order ${STEPS.join(', ')}`,
    });
  }
  for (const format of FORMATS) {
    const inSteps = steps.reduce((subtotal, { minutes }) => subtotal + minutes[format], 0);
    const total = bookends.intro[format] + inSteps + bookends.wrap[format];
    if (total === FORMAT_MINUTES[format]) continue;
    const message = `intro, seven steps and wrap come to ${total} minutes for ${format}; they must make ${FORMAT_MINUTES[format]}`;
    faults.push({ rule: 'budget', path, message });
  }
  const shortest = shortestMinutes(scenario);
  curveballs.forEach(({ trigger }, index) => {
    if (!('at_minute' in trigger) || trigger.at_minute < shortest) return;
    const message = `minute ${trigger.at_minute} is after the end of a ${shortest} minute interview; choose an earlier one`;
    faults.push({ rule: 'budget', path: ['interviewer', 'curveballs', index, 'trigger'], message });
  });
  return faults;
}

function checkReveals(scenario: Scenario): ScenarioFault[] {
  const shortest = shortestMinutes(scenario);
  return scenario.reveals.flatMap(({ policy, offer_by_minute: minute, face }, index) => {
    const faults: ScenarioFault[] = [];
    const refuse = (at: ScenarioPath, message: string): void => {
      faults.push({ rule: 'reveals', path: ['reveals', index, ...at], message });
    };
    if (policy === 'offer_by' && minute === undefined)
      refuse(['policy'], 'offer_by needs offer_by_minute; add it');
    if (policy === 'offer_by' && minute !== undefined && minute >= shortest) {
      refuse(
        ['offer_by_minute'],
        `minute ${minute} is after the end of a ${shortest} minute interview; choose an earlier one`,
      );
    }
    if (policy !== 'offer_by' && minute !== undefined) {
      refuse(['offer_by_minute'], `only the policy offer_by has a minute, this one is ${policy}; remove it`);
    }
    if (face.type === 'table') {
      face.rows.forEach((row, rowIndex) => {
        if (row.length === face.columns.length) return;
        refuse(
          ['face', 'rows', rowIndex],
          `the row has ${row.length} cells and the table ${face.columns.length} columns`,
        );
      });
    }
    return faults;
  });
}

function toWords(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Share of all words of two sentences that both have (Jaccard index). */
function measureSimilarity({ text: first }: Expectation, { text: second }: Expectation): number {
  const [a, b] = [toWords(first), toWords(second)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, a.size + b.size - common);
}

function checkExpectations(scenario: Scenario): ScenarioFault[] {
  return scenario.interviewer.steps.flatMap((step, index) => {
    const path: ScenarioPath = ['interviewer', 'steps', index, 'expect'];
    const withHints = new Set(step.hints.map(({ expects }) => expects));
    const missing = scenario.meta.levels
      .filter((level) => step.expect[level].length === 0)
      .map((level): ScenarioFault => ({
        rule: 'expectations',
        path: [...path, level],
        message: `step ${step.step} expects nothing of ${level}, which meta.levels offers; add expectations`,
      }));
    const unhelped = LEVELS.flatMap((level) =>
      step.expect[level].flatMap(({ id, core }, position): ScenarioFault[] =>
        core === true && !withHints.has(id)
          ? [
              {
                rule: 'expectations',
                path: [...path, level, position],
                message: `core expectation "${id}" has no hint ladder; add one to the hints of step ${step.step}`,
              },
            ]
          : [],
      ),
    );
    const copied = LEVELS.flatMap((level, rank) => {
      const below = LEVELS.slice(0, rank).flatMap((lower) =>
        step.expect[lower].map((item) => ({ item, lower })),
      );
      return step.expect[level].flatMap((item, position): ScenarioFault[] => {
        const original = below.find((other) => measureSimilarity(item, other.item) >= COPY_SIMILARITY);
        if (!original) return [];
        const message = `says the same as "${original.item.id}" of ${original.lower}; ${level} needs a behaviour of its own`;
        return [{ rule: 'expectations', path: [...path, level, position, 'text'], message }];
      });
    });
    return [...missing, ...unhelped, ...copied];
  });
}

/** Curveballs may never be played, and what is above the highest level offered is never listened for: neither counts. */
function checkDimensions(scenario: Scenario): ScenarioFault[] {
  const highest = Math.max(...scenario.meta.levels.map((level) => LEVELS.indexOf(level)));
  const levels = LEVELS.slice(0, highest + 1);
  const items = listStepExpectations(scenario).filter(({ path }) =>
    levels.some((level) => path.includes(level)),
  );
  return DIMENSIONS.flatMap((dimension): ScenarioFault[] => {
    const count = items.filter(({ value }) => value.dim === dimension).length;
    if (count >= MIN_EXPECTATIONS_PER_DIMENSION) return [];
    const message = `${count} expectations carry ${dimension}; at least ${MIN_EXPECTATIONS_PER_DIMENSION} must, or it cannot be rated`;
    return [{ rule: 'dimensions', path: ['interviewer', 'steps'], message }];
  });
}

function checkTradeOffs(scenario: Scenario): ScenarioFault[] {
  return scenario.interviewer.tradeoffs.flatMap((tradeOff, index) =>
    (
      [
        ['a', 'b'],
        ['a_when', 'b_when'],
      ] as const
    )
      .filter(([one, other]) => tradeOff[one].toLowerCase() === tradeOff[other].toLowerCase())
      .map(([one, other]): ScenarioFault => ({
        rule: 'tradeoffs',
        path: ['interviewer', 'tradeoffs', index, other],
        message: `${one} and ${other} are the same; a trade-off has two sides, each with its own reason`,
      })),
  );
}

/** Verbs of effects that can be seen in a system; "complies with" is not one. */
const SYSTEM_EFFECT =
  /\b(delet|eras|remov|stop|drop|exclud|expir|show|disclos|export|anonymis|block|withhold|suppress|purg)/i;

function checkPrivacy(scenario: Scenario): ScenarioFault[] {
  const { personal_data: personalData, rules } = scenario.interviewer.privacy;
  const path: ScenarioPath = ['interviewer', 'privacy', 'rules'];
  if (personalData.length === 0) return [];
  const missing = (['GDPR', 'CCPA'] as const)
    .filter((law) => !rules.some((rule) => rule.law === law))
    .map((law): ScenarioFault => ({
      rule: 'privacy',
      path,
      message: `personal data is used but no rule names ${law}; add one with its effect on the system`,
    }));
  const vague = rules.flatMap(({ effect }, index): ScenarioFault[] =>
    SYSTEM_EFFECT.test(effect)
      ? []
      : [
          {
            rule: 'privacy',
            path: [...path, index, 'effect'],
            message: 'the effect does not say what the system does; write what is deleted, stopped or shown',
          },
        ],
  );
  return [...missing, ...vague];
}

const REVIEW_CLAIM =
  /\b(this|the) (case|scenario|guide)( study)? (was|has been|is) (\w+ )?(reviewed|piloted|tested|validated|approved|calibrated)\b|\b(piloted|field-tested) (with|by|in)\b/i;

function checkClaims(scenario: Scenario): ScenarioFault[] {
  return listTexts(scenario)
    .filter(({ text }) => REVIEW_CLAIM.test(text))
    .map(({ path }) => ({
      rule: 'claims',
      path,
      message:
        'a file claims no review or pilot; what was done with it stands in the history, not in the text',
    }));
}
