import { ArrowLeft, ArrowLeftRight, ArrowRight, Trash2 } from 'lucide-react';
import { BOARD_LIMITS, FLOWS, FLOW_NAMES } from '#shared/domain/board-model.ts';
import type { OutlineConnection } from '#shared/domain/board-outline.ts';
import { IconButton } from '#client/ui/icon-button.tsx';
import { Input } from '#client/ui/input.tsx';
import { Select } from '#client/ui/select.tsx';
import { useBoardActs } from '../board-context.ts';
import { OUTLINE_STRINGS } from './outline-strings.ts';
import { useLabelDraft } from '../use-label-draft.ts';
import type { OutlineActs } from './use-outline-acts.ts';
import styles from './board-outline.module.css';

const FLOW_OPTIONS = FLOWS.map((flow) => ({ value: flow, label: FLOW_NAMES[flow] }));

/** One arrow of the open component: where it leads, what flows, its words. */
export function OutlineArrow({
  connection,
  acts,
}: {
  readonly connection: OutlineConnection;
  readonly acts: OutlineActs;
}) {
  const { edgeId, direction, otherName, flow } = connection;
  const words = OUTLINE_STRINGS.arrow[direction](otherName);
  return (
    <li className={styles.arrow}>
      <span className={styles.arrowEnd}>
        {direction === 'in' ? <ArrowLeft aria-hidden="true" /> : <ArrowRight aria-hidden="true" />}
        {words}
      </span>
      <IconButton
        size="sm"
        data-field={`reverse-${edgeId}`}
        label={OUTLINE_STRINGS.reverse(words)}
        icon={<ArrowLeftRight />}
        onClick={() => acts.reverse(edgeId)}
      />
      <IconButton
        size="sm"
        data-field={`delete-${edgeId}`}
        label={OUTLINE_STRINGS.deleteArrow(words)}
        icon={<Trash2 />}
        onClick={() => acts.removeArrow(edgeId, words)}
      />
      <Select
        className={styles.flow}
        data-field={`flow-${edgeId}`}
        aria-label={OUTLINE_STRINGS.flow(words)}
        options={FLOW_OPTIONS}
        value={flow}
        onValueChange={(value) => acts.changeFlow(edgeId, value)}
      />
      <ArrowLabel key={edgeId} id={edgeId} label={OUTLINE_STRINGS.label(words)} />
    </li>
  );
}

function ArrowLabel({ id, label }: { readonly id: string; readonly label: string }) {
  const { doc } = useBoardActs();
  const { value, field, change, cancel, settle } = useLabelDraft<HTMLInputElement>({ doc, of: 'edge', id });
  return (
    <Input
      ref={field}
      data-field={`label-${id}`}
      data-editing={id}
      aria-label={label}
      placeholder={OUTLINE_STRINGS.labelPlaceholder}
      value={value}
      maxLength={BOARD_LIMITS.edgeLabelLength}
      autoComplete="off"
      onFocus={settle}
      onChange={(event) => change(event.target.value, event.target.selectionEnd ?? undefined)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) event.stopPropagation();
        else if (event.key === 'Escape') cancel();
      }}
    />
  );
}
