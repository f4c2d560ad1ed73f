import { useState } from 'react';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { cockpitStrings as strings } from './cockpit-strings.ts';
import { CurveballButton } from './curveball-button.tsx';
import { DueBar, type DueBarProps } from './due-bar.tsx';

/** What has its time: reminders and curveballs, in sight whatever is on the panel, each a key away. */
export function FootBar({ offers, curveballs }: Pick<DueBarProps, 'offers' | 'curveballs'>) {
  const [open, setOpen] = useState<'due' | 'curveballs' | null>(null);
  const group = strings.keysGroup;
  usePageActs([
    {
      id: 'scenarios.reminders',
      label: strings.remindersAct,
      group,
      keys: 'd',
      run: () => setOpen('due'),
    },
    {
      id: 'scenarios.curveballs',
      label: strings.curveballsAct,
      group,
      keys: 'u',
      run: () => setOpen('curveballs'),
    },
  ]);
  return (
    <>
      <DueBar
        offers={offers}
        curveballs={curveballs}
        isOpen={open === 'due'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'due' : null)}
      />
      <CurveballButton
        isOpen={open === 'curveballs'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'curveballs' : null)}
      />
    </>
  );
}
