import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { GuideAct } from '#shared/domain/timeline.ts';
import { assertNever } from '#shared/errors.ts';

/** Ids of everything in a guide that an act can name, by kind. */
interface GuideItems {
  readonly expectations: ReadonlySet<string>;
  readonly probes: ReadonlySet<string>;
  readonly hints: ReadonlySet<string>;
  readonly curveballs: ReadonlySet<string>;
  readonly tradeOffs: ReadonlySet<string>;
  readonly redFlags: ReadonlySet<string>;
  readonly worksheetLines: ReadonlySet<string>;
  readonly deepDives: ReadonlySet<string>;
}

/** A scenario is frozen and lives as long as the bank, so its index is made once. */
const indexes = new WeakMap<Scenario, GuideItems>();

/**
 * Whether the item an act names is in the scenario's guide, under the kind the act is about. Items of every level count:
 * an interviewer may tick more than the target level asks for. Acts about an earlier hint name an event, not an item.
 */
export function hasGuideItem(scenario: Scenario, act: GuideAct): boolean {
  const items = itemsOf(scenario);
  switch (act.type) {
    case 'expectation-ticked':
    case 'expectation-asked':
      return items.expectations.has(act.expectationId);
    case 'probe-asked':
      return items.probes.has(act.probeId);
    case 'hint-given':
      return items.hints.has(act.hintId);
    case 'curveball-played':
      return items.curveballs.has(act.curveballId);
    case 'trade-off-discussed':
      return items.tradeOffs.has(act.tradeOffId);
    case 'red-flag-marked':
      return items.redFlags.has(act.redFlagId);
    case 'worksheet-filled':
      return items.worksheetLines.has(act.lineId);
    case 'deep-dive-chosen':
      return items.deepDives.has(act.deepDiveId);
    case 'hint-taken':
    case 'hint-voided':
      return true;
    default:
      return assertNever(act);
  }
}

function itemsOf(scenario: Scenario): GuideItems {
  const known = indexes.get(scenario);
  if (known) return known;
  const { steps, curveballs, tradeoffs, worksheet, deep_dives } = scenario.interviewer;
  const items: GuideItems = {
    expectations: idsOf([
      ...steps.flatMap(({ expect }) => [...expect.mid, ...expect.senior, ...expect.staff]),
      ...curveballs.flatMap(({ expects }) => expects),
    ]),
    probes: idsOf(steps.flatMap(({ probes }) => probes)),
    hints: idsOf(steps.flatMap(({ hints }) => hints)),
    curveballs: idsOf(curveballs),
    tradeOffs: idsOf(tradeoffs),
    redFlags: idsOf(steps.flatMap(({ red_flags }) => red_flags)),
    worksheetLines: idsOf(worksheet),
    deepDives: idsOf(deep_dives),
  };
  indexes.set(scenario, items);
  return items;
}

function idsOf(items: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(items.map(({ id }) => id));
}
