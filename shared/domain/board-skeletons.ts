import type { BoardModel } from './board-model.ts';
import { scenarioBoardToModel, type ScenarioBoard } from './board-scenario.ts';
import { componentOf, type ComponentKind } from './ml-components.ts';

/**
 * Starting points for common systems: the way of a request and the way to a model, with the palette's own words. What makes a
 * design good, such as evaluation, monitoring, feedback and fallbacks, is left out on purpose: that is the interview.
 */

type Lane = ScenarioBoard['nodes'][number]['lane'];
type Mode = ScenarioBoard['edges'][number]['mode'];

interface Skeleton {
  readonly offline: readonly ComponentKind[];
  readonly shared: readonly ComponentKind[];
  readonly online: readonly ComponentKind[];
  readonly arrows: readonly (readonly [from: ComponentKind, to: ComponentKind, mode: Mode])[];
}

export const BOARD_SKELETONS = {
  two_stage_recommender: {
    offline: ['event_log', 'dataset_builder', 'trainer', 'embedding_job', 'index_builder'],
    shared: ['model_registry'],
    online: ['client', 'gateway', 'retriever', 'ranker', 'vector_index', 'online_feature_store'],
    arrows: [
      ['event_log', 'dataset_builder', 'batch'],
      ['dataset_builder', 'trainer', 'batch'],
      ['event_log', 'embedding_job', 'batch'],
      ['embedding_job', 'index_builder', 'batch'],
      ['trainer', 'model_registry', 'batch'],
      ['model_registry', 'ranker', 'batch'],
      ['index_builder', 'vector_index', 'batch'],
      ['client', 'gateway', 'sync'],
      ['gateway', 'retriever', 'sync'],
      ['retriever', 'vector_index', 'sync'],
      ['retriever', 'ranker', 'sync'],
      ['ranker', 'online_feature_store', 'sync'],
    ],
  },
  retrieval_augmented_generation: {
    offline: ['document_corpus', 'embedding_job', 'index_builder'],
    shared: [],
    online: ['client', 'orchestrator', 'retriever', 'prompt_builder', 'vector_index', 'llm_server'],
    arrows: [
      ['document_corpus', 'embedding_job', 'batch'],
      ['embedding_job', 'index_builder', 'batch'],
      ['index_builder', 'vector_index', 'batch'],
      ['client', 'orchestrator', 'sync'],
      ['orchestrator', 'retriever', 'sync'],
      ['retriever', 'vector_index', 'sync'],
      ['orchestrator', 'prompt_builder', 'sync'],
      ['prompt_builder', 'llm_server', 'sync'],
    ],
  },
  fraud_scoring: {
    offline: ['event_log', 'label_joiner', 'dataset_builder', 'trainer'],
    shared: ['model_registry'],
    online: ['client', 'gateway', 'model_server', 'policy_filter', 'stream_features', 'online_feature_store'],
    arrows: [
      ['event_log', 'label_joiner', 'batch'],
      ['label_joiner', 'dataset_builder', 'batch'],
      ['dataset_builder', 'trainer', 'batch'],
      ['trainer', 'model_registry', 'batch'],
      ['model_registry', 'model_server', 'batch'],
      ['client', 'gateway', 'sync'],
      ['gateway', 'model_server', 'sync'],
      ['model_server', 'policy_filter', 'sync'],
      ['gateway', 'stream_features', 'async'],
      ['stream_features', 'online_feature_store', 'async'],
      ['model_server', 'online_feature_store', 'sync'],
    ],
  },
  ads_click_prediction: {
    offline: ['event_log', 'label_joiner', 'dataset_builder', 'trainer'],
    shared: ['model_registry'],
    online: ['client', 'gateway', 'retriever', 'ranker', 'auction', 'online_feature_store'],
    arrows: [
      ['event_log', 'label_joiner', 'batch'],
      ['label_joiner', 'dataset_builder', 'batch'],
      ['dataset_builder', 'trainer', 'batch'],
      ['trainer', 'model_registry', 'batch'],
      ['model_registry', 'ranker', 'batch'],
      ['client', 'gateway', 'sync'],
      ['gateway', 'retriever', 'sync'],
      ['retriever', 'ranker', 'sync'],
      ['ranker', 'online_feature_store', 'sync'],
      ['ranker', 'auction', 'sync'],
    ],
  },
} as const satisfies Record<string, Skeleton>;

/** Id of a skeleton. */
export type SkeletonId = keyof typeof BOARD_SKELETONS;

/** A skeleton laid out in lanes of its own; ids are fixed, so it is inserted as a copy. */
export function skeletonModel(id: SkeletonId): BoardModel {
  const { offline, shared, online, arrows }: Skeleton = BOARD_SKELETONS[id];
  const inLane = (kinds: readonly ComponentKind[], lane: Lane) =>
    kinds.map((kind) => ({ id: kind, type: kind, lane, label: componentOf(kind).name }));
  return scenarioBoardToModel({
    nodes: [...inLane(offline, 'offline'), ...inLane(shared, 'shared'), ...inLane(online, 'online')],
    edges: arrows.map(([from, to, mode]) => ({ from, to, mode, kind: mode === 'sync' ? 'request' : 'data' })),
  });
}
