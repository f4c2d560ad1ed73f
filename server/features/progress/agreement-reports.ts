import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  agreementReport,
  agreementReportSteps,
  type AgreementReport,
  type InterviewRatings,
} from '#shared/domain/agreement.ts';

/** Interviews with two or more raters up to which intervals are computed at once: about 30 ms. */
const AT_ONCE = 25;
/** Reports kept. A report is a few kilobytes. */
const KEPT = 100;
/** Turns of work and of rest while intervals of many interviews are computed: rooms on this server come first. */
const WORK_MS = 5;
const REST_MS = 5;

interface Kept {
  readonly fingerprint: string;
  readonly report: AgreementReport;
  readonly areIntervalsPending: boolean;
}

/**
 * Agreement reports by owner, kept while the ratings they are of stay the same. Figures are exact and quick. Intervals
 * take 2,000 resamples of each of ten comparisons, seconds for thousands of interviews: they are computed beside other
 * work, one report at a time, and stand in the report the next time it is asked for.
 */
export class AgreementReports {
  readonly #kept = new Map<string, Kept>();
  #queue: Promise<void> = Promise.resolve();
  #isClosed = false;

  get({ key, interviews }: { key: string; interviews: readonly InterviewRatings[] }): Kept {
    const compared = interviews.filter(({ forms }) => forms.length > 1);
    const fingerprint = fingerprintOf(compared);
    const kept = this.#kept.get(key);
    if (kept?.fingerprint === fingerprint) {
      this.#keep(key, kept);
      return kept;
    }
    const isQuick = compared.length <= AT_ONCE;
    const made = {
      fingerprint,
      report: agreementReport(compared, { withIntervals: isQuick }),
      areIntervalsPending: !isQuick,
    };
    this.#keep(key, made);
    if (!isQuick) this.#queue = this.#queue.then(() => this.#complete(key, fingerprint, compared));
    return made;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#queue;
  }

  async #complete(key: string, fingerprint: string, compared: readonly InterviewRatings[]): Promise<void> {
    const steps = agreementReportSteps(compared);
    // Newer ratings have their own turn in the queue; work for older ones is given up.
    while (!this.#isClosed && this.#kept.get(key)?.fingerprint === fingerprint) {
      const until = performance.now() + WORK_MS;
      while (performance.now() < until) {
        const { done, value } = steps.next();
        if (!done) continue;
        this.#keep(key, { fingerprint, report: value, areIntervalsPending: false });
        return;
      }
      await wait(REST_MS);
    }
  }

  /** Last asked for, last to go. */
  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) return;
      this.#kept.delete(oldest);
    }
  }
}

/** Submitted forms never change, so which of them there are is all there is to know. */
function fingerprintOf(interviews: readonly InterviewRatings[]): string {
  const hash = createHash('sha1');
  for (const { interviewId, forms } of interviews) {
    hash.update(`${interviewId} ${forms.map(({ raterId }) => raterId).join(' ')}\n`);
  }
  return hash.digest('base64');
}
