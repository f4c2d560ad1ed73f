import type { Curveball } from '#shared/contracts/scenario-format.contract.ts';
import { Button } from '#client/ui/button.tsx';
import { useCockpit } from './cockpit-context.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';

/** Notes that a curveball has been said. */
export function PlayButton({ curveball }: { readonly curveball: Curveball }) {
  const { act, may, isPending } = useCockpit();
  if (!may('curveball-played')) return null;
  return (
    <Button
      size="sm"
      isPending={isPending(curveball.id)}
      onClick={() => act({ type: 'curveball-played', curveballId: curveball.id })}
    >
      {strings.play}
    </Button>
  );
}
