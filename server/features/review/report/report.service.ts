import type { Clock } from '#server/platform/clock.ts';
import type { Actor, FileReply } from '#server/platform/operation.ts';
import {
  REPORT_FILES,
  ReportFileSchema,
  type ReportFile,
  type ReportFormat,
} from '#shared/contracts/report.contract.ts';
import type { Review } from '#shared/contracts/review.contract.ts';
import type { PdfRenderer } from './pdf-renderer.ts';
import { toCsv } from './report-csv.ts';
import { knownTimeZone } from './report-format.ts';
import { toMarkdown } from './report-markdown.ts';
import { toReport } from './report.ts';

export interface ReportServiceDeps {
  readonly review: { get(actor: Actor, interviewId: string): Promise<Review> };
  readonly pdf: Pick<PdfRenderer, 'render'>;
  readonly clock: Clock;
}

/** The review of one reader as a file. */
export function createReportService({ review: reviews, pdf, clock }: ReportServiceDeps) {
  return {
    /** @throws REVIEW_NOT_READY, INTERVIEW_NOT_FOUND, UNAVAILABLE while too many files are being made */
    async export(
      actor: Actor,
      input: { interviewId: string; format: ReportFormat; timeZone?: string | undefined },
    ): Promise<FileReply> {
      const review = await reviews.get(actor, input.interviewId);
      const { mediaType, extension } = REPORT_FILES[input.format];
      return {
        name: `${fileName(review)}.${extension}`,
        mediaType,
        body: await write(review, input.format, knownTimeZone(input.timeZone)),
      };
    },
  };

  async function write(review: Review, format: ReportFormat, timeZone: string): Promise<Uint8Array> {
    switch (format) {
      case 'pdf':
        return pdf.render(toReport(review, { timeZone }), clock.now());
      case 'markdown':
        return Buffer.from(toMarkdown(toReport(review, { timeZone })));
      case 'csv':
        return Buffer.from(toCsv(review));
      case 'json': {
        const file: ReportFile = {
          format: 'dryrun-report',
          version: 1,
          exportedAt: new Date(clock.now()).toISOString(),
          review,
        };
        // Strict once more: a file goes further than a page.
        return Buffer.from(`${JSON.stringify(ReportFileSchema.parse(file), null, 2)}\n`);
      }
    }
  }
}

/** `dryrun predict-clicks-on-feed-ads 2026-01-15` without what file systems mind. */
function fileName({ scenario, startedAt }: Review): string {
  const title = (scenario?.title ?? 'interview')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);
  return ['dryrun', title, startedAt?.slice(0, 10)].filter(Boolean).join('-');
}
