import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  observeOperation(name: string, code: string, ms: number): void;
}

/** Prometheus metrics of one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'dryrun_' });
  const handled = new Counter({
    name: 'dryrun_operations_total',
    help: 'Operations handled, by name and outcome code.',
    labelNames: ['operation', 'code'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'dryrun_operation_duration_seconds',
    help: 'Time from arrival to answer.',
    labelNames: ['operation'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  return {
    registry,
    observeOperation(operation, code, ms) {
      handled.inc({ operation, code });
      duration.observe({ operation }, ms / 1_000);
    },
  };
}
