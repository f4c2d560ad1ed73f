import type { OwnScenario } from '#shared/contracts/scenarios.contract.ts';
import { ownStrings as strings } from './own-strings.ts';

export interface OwnBadge {
  readonly tone: 'neutral' | 'good' | 'warn' | 'accent';
  readonly text: string;
}

/** Where a scenario stands, in one or two badges: what can be used, then what the draft is worth. Pure. */
export function ownBadges({ latest, isPublished, isRetired, faultCount }: OwnScenario): readonly OwnBadge[] {
  const badges: OwnBadge[] = [];
  if (isRetired) badges.push({ tone: 'neutral', text: strings.retired });
  else if (latest) badges.push({ tone: 'good', text: strings.published(latest.version) });
  if (isPublished && latest) return badges;
  if (faultCount !== null && faultCount > 0) badges.push({ tone: 'warn', text: strings.faults(faultCount) });
  else if (latest) badges.push({ tone: 'accent', text: strings.changed(latest.version) });
  else badges.push({ tone: 'neutral', text: faultCount === null ? strings.unchecked : strings.ready });
  return latest ? badges : [{ tone: 'neutral', text: strings.draft }, ...badges];
}
