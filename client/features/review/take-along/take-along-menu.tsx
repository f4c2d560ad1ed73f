import { Braces, FileText, Link, Package, Table } from 'lucide-react';
import { Suspense, lazy, useState, type ReactNode } from 'react';
import { REPORT_FORMATS, exportReport, type ReportFormat } from '#shared/contracts/report.contract.ts';
import type { Review } from '#shared/contracts/review.contract.ts';
import { downloadApi } from '#client/platform/api.ts';
import { saveFile } from '#client/platform/save-file.ts';
import { useCommand } from '#client/platform/use-command.ts';
import { Button } from '#client/ui/button.tsx';
import { DropdownMenu, MenuHeading, MenuItem, MenuSeparator } from '#client/ui/dropdown-menu.tsx';
import { useToast } from '#client/ui/toast.tsx';
import { useShares } from './use-shares.ts';
import { FORMAT_LABELS, takeAlongStrings as strings } from './strings.ts';

const ShareDialog = lazy(() => import('./share-dialog.tsx').then((m) => ({ default: m.ShareDialog })));

const FORMAT_ICONS: Readonly<Record<ReportFormat, ReactNode>> = {
  pdf: <FileText />,
  markdown: <FileText />,
  csv: <Table />,
  json: <Braces />,
};

/** The review as a file, and links to parts of it: the server makes both from what this reader sees. */
export function TakeAlongMenu({ review }: { readonly review: Pick<Review, 'interviewId'> }) {
  const { showToast } = useToast();
  const [isSharing, setIsSharing] = useState(false);
  // Who may share what is the server's to say. Without an answer there is no item, and files can be had all the same.
  const { data } = useShares(review.interviewId);
  const parts = data?.parts ?? [];
  const download = useCommand(async (format: ReportFormat) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const { name, blob } = await downloadApi(exportReport, {
      interviewId: review.interviewId,
      format,
      timeZone,
    });
    saveFile(name, blob);
    showToast({ title: strings.saved(name) });
  });
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <Button icon={<Package />} isPending={download.isPending}>
            {strings.takeAlong}
          </Button>
        }
      >
        <MenuHeading>{strings.files}</MenuHeading>
        {REPORT_FORMATS.map((format) => (
          <MenuItem key={format} icon={FORMAT_ICONS[format]} onSelect={() => void download.start(format)}>
            {FORMAT_LABELS[format]}
          </MenuItem>
        ))}
        {parts.length > 0 ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Link />} onSelect={() => setIsSharing(true)}>
              {strings.share}
            </MenuItem>
          </>
        ) : null}
      </DropdownMenu>
      <Suspense fallback={null}>
        {isSharing ? (
          <ShareDialog interviewId={review.interviewId} parts={parts} isOpen onOpenChange={setIsSharing} />
        ) : null}
      </Suspense>
    </>
  );
}
