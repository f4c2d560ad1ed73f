import type { Prisma } from '#prisma/generated/client.ts';
import type { OwnScenario, PublishedVersion, ScenarioCheck } from '#shared/contracts/scenarios.contract.ts';
import { ScenarioSummarySchema } from '#shared/contracts/scenario-format.contract.ts';
import type { OwnScenarioReading } from './own-scenario-text.ts';
import { toCandidateScenario } from './scenarios.view.ts';

/** What a list needs; neither the draft's text nor any version's content is read for it. */
export const OWN_SCENARIO_ROW = {
  id: true,
  title: true,
  revision: true,
  publishedRevision: true,
  savedAt: true,
  faultCount: true,
  retiredAt: true,
  createdAt: true,
  shares: { select: { room: { select: { id: true, name: true } } }, orderBy: { createdAt: 'asc' } },
  versions: {
    select: { version: true, summary: true, publishedAt: true },
    orderBy: { ordinal: 'desc' },
    take: 1,
  },
} as const satisfies Prisma.OwnScenarioSelect;

type Row = Prisma.OwnScenarioGetPayload<{ select: typeof OWN_SCENARIO_ROW }>;

export function toOwnScenario(row: Row, { isPinned }: { isPinned: boolean }): OwnScenario {
  const newest = row.versions[0];
  const latest = newest ? toPublishedVersion(newest) : null;
  return {
    scenarioId: row.id,
    title: row.title ?? latest?.title ?? null,
    revision: row.revision,
    savedAt: row.savedAt.toISOString(),
    faultCount: row.faultCount,
    isPublished: row.publishedRevision === row.revision,
    latest,
    isRetired: row.retiredAt !== null,
    isPinned,
    sharedWith: row.shares.map(({ room }) => ({ roomId: room.id, name: room.name })),
    createdAt: row.createdAt.toISOString(),
  };
}

export function toPublishedVersion(row: Row['versions'][number]): PublishedVersion {
  return {
    version: row.version,
    title: ScenarioSummarySchema.parse(row.summary).title,
    publishedAt: row.publishedAt.toISOString(),
  };
}

export function toCheck({ faults, faultCount, title, version, scenario }: OwnScenarioReading): ScenarioCheck {
  return {
    faults: [...faults],
    faultCount,
    title,
    version,
    preview: scenario && toCandidateScenario(scenario),
  };
}
