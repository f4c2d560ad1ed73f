import { stringify } from 'yaml';
import { LIMITS } from '#shared/limits.ts';
import type { Scenario } from '#shared/contracts/scenario-format.contract.ts';
import { isOwnId } from './scenario-library.ts';

const MARK = ' (copy)';
/** The longest title and id the format takes. */
const MAX_TITLE_CHARS = 60;
const MAX_ID_CHARS = 49;

/**
 * A scenario as the text of a new one: first version, dated `today`, no canary, since the server makes those. Written
 * from what was read and not taken from the file, so that comments stay their author's.
 */
export function toCopyText(scenario: Scenario, today: Date): string {
  const { meta, interviewer } = scenario;
  const { canary: _canary, ...guide } = interviewer;
  // The server's id of an own scenario tells a reader nothing; its title does.
  const name = isOwnId(meta.id) ? toSlug(meta.title) : meta.id;
  const title = `${meta.title.slice(0, MAX_TITLE_CHARS - MARK.length)}${MARK}`;
  const copy = {
    ...scenario,
    meta: {
      ...meta,
      id: `${name.slice(0, MAX_ID_CHARS - 5)}-copy`,
      version: '1.0.0',
      status: 'published',
      title,
      updated: today.toISOString().slice(0, 10),
    },
    interviewer: guide,
  };
  const text = stringify(copy, { lineWidth: 100, aliasDuplicateObjects: false });
  // A text near the bound may grow past it when it is written with one item a line; without breaks it is shorter.
  return text.length <= LIMITS.scenarioText ? text : JSON.stringify(copy);
}

function toSlug(title: string): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return slug.length < 3 ? 'case' : slug;
}
