import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** What operators see of the documents engine. */
export function createDocumentsMetrics(registry: Registry) {
  const registers = [registry];
  return {
    connections: new Gauge({
      name: 'dryrun_document_connections',
      help: 'Open document connections',
      labelNames: ['kind'],
      registers,
    }),
    openDocuments: new Gauge({ name: 'dryrun_documents_open', help: 'Documents held in memory', registers }),
    updates: new Counter({ name: 'dryrun_document_updates_total', help: 'Updates made durable', registers }),
    updateBytes: new Counter({
      name: 'dryrun_document_update_bytes_total',
      help: 'Bytes of updates made durable',
      registers,
    }),
    commitSeconds: new Histogram({
      name: 'dryrun_document_commit_seconds',
      help: 'Duration of one group commit',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 2],
      registers,
    }),
    commitFailures: new Counter({
      name: 'dryrun_document_commit_failures_total',
      help: 'Group commits that failed and were tried again',
      registers,
    }),
    closes: new Counter({
      name: 'dryrun_document_closes_total',
      help: 'Document connections ended, by reason',
      labelNames: ['reason'],
      registers,
    }),
    healed: new Counter({
      name: 'dryrun_document_updates_healed_total',
      help: 'Updates found in the log that the bus had not brought',
      registers,
    }),
  };
}

export type DocumentsMetrics = ReturnType<typeof createDocumentsMetrics>;
