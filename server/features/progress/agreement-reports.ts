import { setTimeout as wait } from 'node:timers/promises';
import {
  agreementReport,
  agreementReportSteps,
  type AgreementReport,
  type InterviewRatings,
} from '#shared/domain/agreement.ts';
import { Kept } from './kept.ts';

/** Interviews with two or more raters up to which intervals are computed at once: about 30 ms. */
const AT_ONCE = 25;
/** Reports kept. A report is a few kilobytes. */
const KEPT = 100;
/** Turns of work and of rest while intervals of many interviews are computed: rooms on this server come first. */
const WORK_MS = 5;
const REST_MS = 5;

interface Report {
  readonly report: AgreementReport;
  readonly areIntervalsPending: boolean;
}

/**
 * Agreement reports, kept while the ratings they are of stay the same. Figures are exact and quick. Intervals take 2,000
 * resamples of each of ten comparisons, seconds for thousands of interviews: they are computed beside other work, one
 * report at a time, and stand in the report the next time it is asked for.
 */
export class AgreementReports {
  readonly #kept = new Kept<Report>({ most: KEPT, weigh: () => 1 });
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;

  /**
   * Of interviews with two or more raters. Submitted forms never change, so a fingerprint of which of them are compared,
   * and in what order, says it all.
   */
  get(input: { key: string; fingerprint: string; listCompared: () => readonly InterviewRatings[] }): Report {
    const { key, fingerprint } = input;
    const kept = this.#kept.find(key, fingerprint);
    if (kept) return kept;
    const compared = input.listCompared();
    const isQuick = compared.length <= AT_ONCE;
    const made = {
      report: agreementReport(compared, { withIntervals: isQuick }),
      areIntervalsPending: !isQuick,
    };
    this.#kept.keep(key, fingerprint, made);
    if (!isQuick) this.#queue = this.#queue.then(() => this.#complete(key, fingerprint, compared));
    return made;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue;
  }

  async #complete(key: string, fingerprint: string, compared: readonly InterviewRatings[]): Promise<void> {
    // Whoever waits for the figures without intervals is answered first.
    await wait(REST_MS);
    const steps = agreementReportSteps(compared);
    // Newer ratings have their own turn in the queue; work for older ones is given up.
    while (!this.#isClosed && this.#kept.find(key, fingerprint)) {
      const until = performance.now() + WORK_MS;
      while (performance.now() < until) {
        const { done, value } = steps.next();
        if (!done) continue;
        this.#kept.keep(key, fingerprint, { report: value, areIntervalsPending: false });
        return;
      }
      await wait(REST_MS);
    }
  }
}
