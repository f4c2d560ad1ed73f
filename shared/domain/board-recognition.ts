import type { BoardNode } from './board-model.ts';
import { stemsOf } from './board-stems.ts';
import { COMPONENT_KINDS, componentOf, type ComponentKind } from './ml-components.ts';

/**
 * What a node stands for. A card says it by its kind; a plain box says it only in its words, and people under time
 * pressure draw boxes.
 */

/** What people write for a kind besides its name. Kinds that share a phrase are told apart by the side they stand on. */
const ALIASES: Readonly<Partial<Record<ComponentKind, readonly string[]>>> = {
  client: ['app', 'client', 'user', 'browser', 'phone', 'frontend'],
  event_log: ['log', 'events', 'click log', 'clickstream', 'impressions'],
  stream: ['queue', 'kafka', 'message bus', 'event bus', 'topic'],
  operational_db: ['db', 'sql', 'catalogue', 'catalog'],
  object_store: ['blob store', 'bucket', 's3'],
  warehouse: ['data lake', 'data warehouse', 'lakehouse'],
  document_corpus: ['documents', 'corpus', 'knowledge base'],
  label_joiner: ['join labels', 'label generation', 'attribution'],
  human_labelling: ['annotation', 'annotators', 'labeling', 'labelling', 'raters'],
  label_store: ['labels', 'ground truth'],
  data_validation: ['data quality', 'data checks', 'validation'],
  batch_features: ['feature pipeline', 'feature engineering', 'feature job', 'etl'],
  stream_features: ['real time features', 'streaming features'],
  offline_feature_store: ['feature store', 'features'],
  online_feature_store: ['feature store', 'features'],
  embedding_job: ['embeddings', 'embedding model'],
  dataset_builder: ['dataset', 'training data', 'training set', 'sampler', 'negative sampling'],
  trainer: ['training', 'train', 'model training', 'retraining'],
  tuner: ['hyperparameter tuning', 'tuning'],
  offline_evaluator: ['evaluation', 'eval', 'backtest'],
  model_registry: ['registry', 'model store'],
  orchestrator: ['app server', 'application server', 'web server', 'backend'],
  gateway: ['api', 'api gateway', 'load balancer'],
  retriever: ['retrieval', 'retriever', 'candidate generation', 'candidates'],
  vector_index: ['ann', 'ann index', 'vector db', 'vector store', 'vector database', 'faiss'],
  light_ranker: ['pre ranker', 'preranker', 'first stage ranker'],
  ranker: ['ranking', 'ranking model', 'scoring', 'heavy ranker'],
  reranker: ['reranker', 're ranking'],
  policy_filter: ['filter', 'business rules'],
  model_server: ['inference', 'model serving', 'serving', 'prediction service', 'predictor'],
  batch_scorer: ['batch scoring', 'batch inference', 'batch prediction'],
  llm_server: ['llm', 'language model'],
  guardrail: ['moderation', 'safety check'],
  fallback: ['default response'],
  experiment_platform: ['ab test', 'a b test', 'experiment'],
  shadow_or_canary: ['canary', 'shadow', 'rollout', 'deployment'],
  monitor: ['monitor', 'dashboard', 'metrics', 'observability'],
  drift_detector: ['drift'],
  alerting: ['alert', 'pager'],
  scheduler: ['airflow', 'cron', 'workflow'],
  human_review: ['moderators', 'manual review'],
  retrain_trigger: ['trigger'],
  privacy_service: ['privacy', 'consent', 'deletion'],
};

interface Phrase {
  readonly kind: ComponentKind;
  readonly stems: readonly string[];
}

const PHRASES: readonly Phrase[] = COMPONENT_KINDS.filter(
  (kind) => componentOf(kind).form === 'card',
).flatMap((kind) =>
  [componentOf(kind).name, ...(ALIASES[kind] ?? [])].map((words) => ({ kind, stems: [...stemsOf(words)] })),
);

/** Where a node stands or usually stands; null when neither says. */
export type BoardSide = 'offline' | 'online' | null;

/**
 * The kind a node counts as. A box whose words name a component counts as that one: the phrase that holds its main word
 * wins, then the longest, then the one at home on `side`. Anything else keeps its own kind.
 */
export function recogniseKind(node: Pick<BoardNode, 'kind' | 'label'>, side: BoardSide): ComponentKind {
  if (node.kind !== 'box') return node.kind;
  const stems = stemsOf(node.label);
  const main = mainStemOf(node.label);
  const found = PHRASES.filter((phrase) => phrase.stems.every((stem) => stems.has(stem))).map((phrase) => ({
    kind: phrase.kind,
    hasMain: Number(main !== undefined && phrase.stems.includes(main)),
    length: phrase.stems.length,
    isAtHome: Number(componentOf(phrase.kind).lane === side),
  }));
  // Stable: equals keep the order of the palette.
  found.sort((a, b) => b.hasMain - a.hasMain || b.length - a.length || b.isAtHome - a.isAtHome);
  return found[0]?.kind ?? 'box';
}

const ENDS_NAME = /[(,;:/\n]|\s(?:of|for|to|with|from|in|on|by|per)\s/iu;

/** The last word of the name itself: "features" in "User features (daily)", "join" in "Join of clicks". */
function mainStemOf(label: string): string | undefined {
  const [name = ''] = label.trim().split(ENDS_NAME);
  return [...stemsOf(name)].at(-1);
}
