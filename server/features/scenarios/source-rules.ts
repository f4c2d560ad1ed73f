/** Rules about where numbers come from: invented ones are marked as such, real ones name their source. */
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import type { ScenarioFault, ScenarioPath } from './scenario-fault.ts';

/** A citation inside a sentence. */
const CITATION = /\[src:([^[\]]*)\]/g;

/**
 * Words with which a sentence of the guide reports something from outside the case. Together with a digit it is a real-world
 * figure. The list cannot know every way to say so; it knows the ways in which the bank does.
 */
const REPORTS = new RegExp(
  [
    String.raw`\bpublished (?:figures?|models?|numbers?|papers?|results?|stud(?:y|ies)|systems?|tests?|work)\b`,
    String.raw`\baccording to (?:a|an|its|the|one|their) (?:authors?|blog|compan(?:y|ies)|paper|report|stud(?:y|ies)|survey)\b`,
    String.raw`\b(?:one|another|a (?:large|known|real|public)) (?:bank|company|network|platform|processor|service|shop|site|team) (?:found|measured|published|reported|reports|saw)\b`,
    String.raw`\b(?:the|a|one) (?:authors?|paper|stud(?:y|ies)) (?:found|measured|reported|reports|says|shows)\b`,
    String.raw`\b(?:in|of|since|by) (?:19|20)\d\d\b`,
  ].join('|'),
  'i',
);

/** Ids of sources that a text cites. */
export function listCitations(text: string): string[] {
  return [...text.matchAll(CITATION)].map(([, id = '']) => id);
}

export function checkSources(scenario: Scenario): ScenarioFault[] {
  return [...checkFictional(scenario), ...checkSourceList(scenario), ...checkFigures(scenario)];
}

function checkFictional({ candidate }: Scenario): ScenarioFault[] {
  if (candidate.context.some((line) => /\bfictional\b/i.test(line))) return [];
  return [
    {
      rule: 'sources',
      path: ['candidate', 'context'],
      message: 'nothing says that the company and its numbers are fictional; add a line that does',
    },
  ];
}

/** A source is there because something rests on it, and was looked at after it came out. */
function checkSourceList({ interviewer }: Scenario): ScenarioFault[] {
  const cited = collectCitations(interviewer);
  return interviewer.sources.flatMap(({ id, year, checked }, index) => {
    const path: ScenarioPath = ['interviewer', 'sources', index];
    const faults: ScenarioFault[] = [];
    if (!cited.has(id)) {
      const message = `nothing cites "${id}"; write [src:${id}] where its figure is used, or remove it`;
      faults.push({ rule: 'sources', path: [...path, 'id'], message });
    }
    if (Number(checked.slice(0, 4)) < year) {
      const message = `it is of ${year} and was checked on ${checked}; correct the year, or check it again`;
      faults.push({ rule: 'sources', path: [...path, 'year'], message });
    }
    return faults;
  });
}

function collectCitations(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof value === 'string') {
    for (const id of listCitations(value)) found.add(id);
  } else if (typeof value === 'object' && value !== null) {
    for (const id of listOwnSources(value)) found.add(id);
    for (const part of Object.values(value)) collectCitations(part, found);
  }
  return found;
}

/** The `src` of an expectation or a metric. */
function listOwnSources(value: object): readonly string[] {
  return 'src' in value && Array.isArray(value.src) ? value.src.filter((id) => typeof id === 'string') : [];
}

/** A figure from the real world carries its source, in the sentence or in the `src` of the item it stands in. */
function checkFigures({ interviewer }: Scenario): ScenarioFault[] {
  const { sources: _sources, ...guide } = interviewer;
  const faults: ScenarioFault[] = [];
  const visit = (value: unknown, path: ScenarioPath, isCited: boolean): void => {
    if (typeof value === 'string') {
      if (isCited || listCitations(value).length > 0) return;
      const [words] = REPORTS.exec(value) ?? [];
      if (words === undefined || !/\d/.test(value)) return;
      const message = `"${words}" and a figure without a source; add [src:id] with an id from sources, or say it without the figure`;
      faults.push({ rule: 'sources', path, message });
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index], isCited));
    } else if (typeof value === 'object' && value !== null) {
      const isCitedHere = isCited || listOwnSources(value).length > 0;
      for (const [key, part] of Object.entries(value)) visit(part, [...path, key], isCitedHere);
    }
  };
  visit(guide, ['interviewer'], false);
  return faults;
}
