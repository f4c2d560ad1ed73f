/**
 * The palette of the shared canvas: every kind of node a board can hold, with the words, icon and qualifier fields it
 * comes with. Kinds carry the same ids as the node types of scenario files, so a scenario's architecture and a drawn
 * board speak of the same things.
 */

/** Palette groups in the order they are shown. */
export const COMPONENT_GROUPS = ['data', 'features', 'training', 'serving', 'operations', 'generic'] as const;
export type ComponentGroup = (typeof COMPONENT_GROUPS)[number];

/** Heading words of the groups. */
export const COMPONENT_GROUP_NAMES = {
  data: 'Data',
  features: 'Features',
  training: 'Training',
  serving: 'Serving',
  operations: 'Operations',
  generic: 'General',
} as const satisfies Record<ComponentGroup, string>;

/** Lane a kind usually stands in; `shared` means it belongs between the lanes or in any of them. */
export type ComponentLane = 'offline' | 'online' | 'shared';

/** How a kind is drawn. Everything that is a system component is a `card`. */
export type ComponentForm = 'card' | 'box' | 'text' | 'sticky' | 'lane';

/** One optional short field of a node. `key` is stored in the document, so it never changes. */
export interface QualifierDefinition {
  readonly key: string;
  readonly label: string;
  readonly placeholder: string;
}

/** One entry of the palette. */
export interface ComponentDefinition {
  readonly name: string;
  readonly group: ComponentGroup;
  readonly lane: ComponentLane;
  readonly form: ComponentForm;
  /** Name of the icon in the client's icon set. */
  readonly icon: string;
  readonly qualifiers: readonly QualifierDefinition[];
  /** Other words people search for. */
  readonly keywords: string;
}

const QUALIFIERS = {
  qps: ['QPS', '10 k'],
  p99: ['p99', '50 ms'],
  fresh: ['Freshness', '5 min'],
  repl: ['Replicas', '3'],
  store: ['Storage', 'Redis'],
  note: ['Note', 'anything short'],
  volume: ['Volume', '4 TB a day'],
  retention: ['Retention', '90 days'],
  schema: ['Format', 'Parquet'],
  partition: ['Partition key', 'user id'],
  delay: ['Label delay', '7 days'],
  agree: ['Agreement', '0.8 kappa'],
  rate: ['Sampling', '5 %'],
  checks: ['Checks', 'nulls, ranges'],
  window: ['Data window', '30 days'],
  cadence: ['Cadence', 'daily'],
  dim: ['Dimensions', '128'],
  vectors: ['Vectors', '100 M'],
  recall: ['Recall@k', '0.95 @ 100'],
  model: ['Model', 'GBDT'],
  metric: ['Metric', 'log loss'],
  split: ['Split', 'by time'],
  trials: ['Trials', '50'],
  hardware: ['Hardware', '8 x GPU'],
  items_in: ['Items in', '500'],
  items_out: ['Items out', '50'],
  ttl: ['TTL', '60 s'],
  hit: ['Hit rate', '90 %'],
  tokens: ['Tokens', '2 k in, 300 out'],
  rules: ['Rules', 'age, spam'],
  threshold: ['Threshold', 'PSI > 0.2'],
  traffic: ['Traffic share', '5 %'],
  unit: ['Unit', 'user'],
  channel: ['Channel', 'pager'],
  trigger: ['Trigger', 'AUC falls 1 %'],
  action: ['Action', 'roll back'],
  versions: ['Versions kept', '10'],
  sla: ['Answer within', '24 h'],
  owner: ['Owner', 'ranking team'],
} as const satisfies Record<string, readonly [label: string, placeholder: string]>;
type QualifierKey = keyof typeof QUALIFIERS;

function card(
  place: readonly [group: ComponentGroup, lane: ComponentLane],
  look: readonly [name: string, icon: string, keywords: string],
  qualifiers: readonly QualifierKey[],
): ComponentDefinition {
  const [group, lane] = place;
  const [name, icon, keywords] = look;
  return { name, group, lane, form: 'card', icon, keywords, qualifiers: qualifiers.map(toDefinition) };
}

function plain(
  form: ComponentForm,
  look: readonly [name: string, icon: string, keywords: string],
): ComponentDefinition {
  const [name, icon, keywords] = look;
  return { name, group: 'generic', lane: 'shared', form, icon, keywords, qualifiers: [] };
}

function toDefinition(key: QualifierKey): QualifierDefinition {
  const [label, placeholder] = QUALIFIERS[key];
  return { key, label, placeholder };
}

/** Every kind by id. Ids are stored in documents and in scenario files: add, never rename. */
export const ML_COMPONENTS = {
  client: card(
    ['data', 'online'],
    ['Client app', 'smartphone', 'user device browser frontend source events'],
    ['qps', 'note'],
  ),
  event_log: card(
    ['data', 'offline'],
    ['Event log', 'scroll-text', 'source app events clicks impressions'],
    ['volume', 'schema', 'retention'],
  ),
  stream: card(
    ['data', 'shared'],
    ['Stream', 'waves', 'queue kafka pubsub topic broker'],
    ['qps', 'partition', 'retention'],
  ),
  operational_db: card(
    ['data', 'online'],
    ['Database', 'database', 'operational sql nosql postgres catalogue'],
    ['store', 'qps', 'p99'],
  ),
  object_store: card(
    ['data', 'offline'],
    ['Object store', 'package', 'blob bucket images media s3'],
    ['volume', 'retention'],
  ),
  warehouse: card(
    ['data', 'offline'],
    ['Warehouse', 'warehouse', 'batch store data lake lakehouse'],
    ['volume', 'fresh', 'schema'],
  ),
  document_corpus: card(
    ['data', 'offline'],
    ['Document corpus', 'files', 'text knowledge base wiki rag'],
    ['volume', 'fresh'],
  ),
  label_joiner: card(
    ['data', 'offline'],
    ['Label joiner', 'merge', 'attribution join outcome delayed'],
    ['delay', 'window'],
  ),
  human_labelling: card(
    ['data', 'offline'],
    ['Human labelling', 'tags', 'annotation raters crowd'],
    ['agree', 'sla', 'rate'],
  ),
  label_store: card(
    ['data', 'offline'],
    ['Label store', 'tag', 'label source ground truth'],
    ['delay', 'volume'],
  ),
  data_validation: card(
    ['data', 'offline'],
    ['Data validation', 'shield-check', 'quality schema checks contract'],
    ['checks', 'action'],
  ),

  batch_features: card(
    ['features', 'offline'],
    ['Batch features', 'table-properties', 'transform job etl spark aggregation'],
    ['cadence', 'window'],
  ),
  stream_features: card(
    ['features', 'online'],
    ['Stream features', 'activity', 'transform job flink real-time aggregation counters'],
    ['fresh', 'window'],
  ),
  offline_feature_store: card(
    ['features', 'offline'],
    ['Offline feature store', 'hard-drive', 'point in time history'],
    ['retention', 'window', 'schema'],
  ),
  online_feature_store: card(
    ['features', 'online'],
    ['Online feature store', 'zap', 'key value low latency lookup'],
    ['fresh', 'p99', 'qps', 'store'],
  ),
  embedding_job: card(
    ['features', 'offline'],
    ['Embedding job', 'waypoints', 'vectors encoder batch'],
    ['dim', 'cadence', 'model'],
  ),

  dataset_builder: card(
    ['training', 'offline'],
    ['Dataset builder', 'layers', 'training set sampling join negatives'],
    ['window', 'rate', 'split'],
  ),
  trainer: card(
    ['training', 'offline'],
    ['Training pipeline', 'dumbbell', 'trainer fit learn model'],
    ['model', 'cadence', 'window', 'hardware'],
  ),
  tuner: card(
    ['training', 'offline'],
    ['Hyper-parameter search', 'sliders-horizontal', 'tuner tuning sweep'],
    ['trials', 'metric'],
  ),
  offline_evaluator: card(
    ['training', 'offline'],
    ['Offline evaluation', 'clipboard-check', 'evaluator metrics backtest validation'],
    ['metric', 'split', 'threshold'],
  ),
  model_registry: card(
    ['training', 'shared'],
    ['Model registry', 'library', 'versions artefacts store'],
    ['versions', 'note'],
  ),
  experiment_tracker: card(
    ['training', 'offline'],
    ['Experiment tracker', 'notebook-text', 'runs lineage'],
    ['metric', 'note'],
  ),
  index_builder: card(
    ['training', 'offline'],
    ['Index builder', 'hammer', 'ann search build'],
    ['cadence', 'vectors', 'dim'],
  ),

  gateway: card(['serving', 'online'], ['Gateway', 'door-open', 'api load balancer edge'], ['qps', 'p99']),
  orchestrator: card(
    ['serving', 'online'],
    ['Orchestrator', 'workflow', 'service coordinator application backend'],
    ['qps', 'p99', 'repl'],
  ),
  retriever: card(
    ['serving', 'online'],
    ['Candidate retrieval', 'search', 'retriever candidates generation recall'],
    ['items_out', 'p99', 'recall'],
  ),
  vector_index: card(
    ['serving', 'online'],
    ['Vector index', 'chart-scatter', 'ann nearest neighbour hnsw faiss'],
    ['vectors', 'dim', 'recall', 'p99'],
  ),
  light_ranker: card(
    ['serving', 'online'],
    ['Light ranker', 'list-filter', 'first stage pre-ranker'],
    ['items_in', 'items_out', 'p99', 'model'],
  ),
  ranker: card(
    ['serving', 'online'],
    ['Ranker', 'list-ordered', 'scoring heavy second stage'],
    ['items_in', 'p99', 'model', 'repl'],
  ),
  reranker: card(
    ['serving', 'online'],
    ['Re-ranker', 'arrow-up-down', 'diversity business rules blending'],
    ['items_out', 'rules', 'p99'],
  ),
  policy_filter: card(
    ['serving', 'online'],
    ['Policy filter', 'funnel', 'rules eligibility safety block'],
    ['rules', 'p99'],
  ),
  model_server: card(
    ['serving', 'online'],
    ['Model server', 'server', 'inference prediction endpoint'],
    ['qps', 'p99', 'model', 'repl'],
  ),
  batch_scorer: card(
    ['serving', 'offline'],
    ['Batch scorer', 'calculator', 'precompute offline inference'],
    ['cadence', 'volume', 'model'],
  ),
  auction: card(['serving', 'online'], ['Auction', 'gavel', 'ads bid pricing pacing'], ['p99', 'rules']),
  prompt_builder: card(
    ['serving', 'online'],
    ['Prompt builder', 'text-quote', 'context template llm rag'],
    ['tokens', 'note'],
  ),
  llm_server: card(
    ['serving', 'online'],
    ['LLM endpoint', 'message-square-text', 'llm server generation language model'],
    ['tokens', 'p99', 'model', 'hardware'],
  ),
  guardrail: card(
    ['serving', 'online'],
    ['Guardrail', 'shield', 'safety moderation output check'],
    ['rules', 'p99'],
  ),
  cache: card(
    ['serving', 'online'],
    ['Cache', 'memory-stick', 'redis memcached results'],
    ['ttl', 'hit', 'store'],
  ),
  fallback: card(
    ['serving', 'online'],
    ['Fallback', 'life-buoy', 'default popular degrade'],
    ['trigger', 'action'],
  ),

  experiment_platform: card(
    ['operations', 'online'],
    ['A/B experiment', 'flask-conical', 'experiment platform test split assignment'],
    ['metric', 'traffic', 'unit'],
  ),
  shadow_or_canary: card(
    ['operations', 'online'],
    ['Shadow or canary', 'bird', 'rollout release staged'],
    ['traffic', 'threshold'],
  ),
  monitor: card(
    ['operations', 'online'],
    ['Monitoring', 'chart-line', 'dashboard metrics observability'],
    ['metric', 'threshold'],
  ),
  drift_detector: card(
    ['operations', 'offline'],
    ['Drift detector', 'trending-up-down', 'skew shift distribution psi'],
    ['metric', 'window', 'threshold'],
  ),
  alerting: card(['operations', 'online'], ['Alerting', 'bell', 'pager on-call'], ['threshold', 'channel']),
  scheduler: card(
    ['operations', 'offline'],
    ['Scheduler', 'calendar-clock', 'airflow cron dag workflow'],
    ['cadence', 'note'],
  ),
  feedback_loop: card(
    ['operations', 'shared'],
    ['Feedback loop', 'refresh-ccw', 'logging outcome exploration'],
    ['delay', 'rate'],
  ),
  human_review: card(
    ['operations', 'online'],
    ['Human review', 'user-check', 'moderators analysts queue appeal'],
    ['sla', 'volume', 'threshold'],
  ),
  retrain_trigger: card(
    ['operations', 'offline'],
    ['Retrain trigger', 'repeat', 'continuous training'],
    ['trigger', 'cadence'],
  ),
  privacy_service: card(
    ['operations', 'shared'],
    ['Privacy service', 'lock-keyhole', 'consent deletion gdpr ccpa'],
    ['rules', 'sla', 'owner'],
  ),

  actor: card(
    ['generic', 'shared'],
    ['Actor', 'user', 'person team customer outside external system'],
    ['note', 'volume'],
  ),
  box: plain('box', ['Box', 'square', 'rectangle service other']),
  text: plain('text', ['Text', 'type', 'caption heading']),
  sticky: plain('sticky', ['Sticky note', 'sticky-note', 'comment postit']),
  assumption: plain('sticky', ['Assumption', 'lightbulb', 'sticky given estimate']),
  risk: plain('sticky', ['Risk', 'triangle-alert', 'sticky danger failure']),
  question: plain('sticky', ['Question', 'circle-question-mark', 'sticky open unknown']),
  lane: plain('lane', ['Lane', 'rectangle-horizontal', 'area region group frame']),
  lane_offline: plain('lane', ['Offline lane', 'moon', 'training batch area']),
  lane_online: plain('lane', ['Online lane', 'sun', 'serving request area']),
  lane_streaming: plain('lane', ['Streaming lane', 'wind', 'near-line stream area']),
} as const satisfies Record<string, ComponentDefinition>;

/** Id of a kind of node. */
export type ComponentKind = keyof typeof ML_COMPONENTS;

/** All kinds in palette order. */
// Object.keys of a literal table lists exactly its keys, in the order written.
export const COMPONENT_KINDS = Object.keys(ML_COMPONENTS) as readonly ComponentKind[];

/** True when `value` is the id of a kind. */
export function isComponentKind(value: unknown): value is ComponentKind {
  return typeof value === 'string' && Object.hasOwn(ML_COMPONENTS, value);
}

/** The definition of a kind. */
export function componentOf(kind: ComponentKind): ComponentDefinition {
  return ML_COMPONENTS[kind];
}

/** The kind that draws a scenario's node type. Ids are the same; a type this palette does not know becomes a plain box. */
export function kindForNodeType(nodeType: string): ComponentKind {
  return isComponentKind(nodeType) ? nodeType : 'box';
}
