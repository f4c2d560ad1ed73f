import { MessageCircle } from 'lucide-react';
import type { StepGuide } from '#shared/contracts/scenario-format.contract.ts';
import { formatClock } from '#client/ui/format-time.ts';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { GuideRow } from './guide-row.tsx';
import { PhraseList } from './phrase-list.tsx';
import { plainText } from './sourced-parts.ts';

/** A question that digs deeper, with what to listen for in the answer. */
export function ProbeRow({ probe }: { readonly probe: StepGuide['probes'][number] }) {
  const { progress, act, may } = useCockpit();
  const askedAt = progress.askedProbes.get(probe.id);
  return (
    <GuideRow
      main={{
        kind: 'check',
        isChecked: askedAt !== undefined,
        icon: <MessageCircle />,
        checkedTitle: askedAt === undefined ? undefined : `${strings.asked} ${formatClock(askedAt)}`,
        onToggle: (isAsked) => act({ type: 'probe-asked', probeId: probe.id, isAsked }),
      }}
      isInert={!may('probe-asked')}
      isDone={askedAt !== undefined}
      itemId={probe.id}
    >
      {plainText(probe.ask)}
      <PhraseList label={strings.listenFor} phrases={probe.listen_for} />
    </GuideRow>
  );
}
