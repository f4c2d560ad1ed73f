import { Suspense, lazy, useState } from 'react';
import { useNavigate } from 'react-router';
import { usePageActs } from '#client/platform/shortcuts.ts';
import { appStrings as strings } from './strings.ts';

// The search library is loaded when somebody searches.
const ActPalette = lazy(() => import('./act-palette.tsx').then((m) => ({ default: m.ActPalette })));
const ShortcutsDialog = lazy(() =>
  import('./shortcuts-dialog.tsx').then((m) => ({ default: m.ShortcutsDialog })),
);

/** `?` and Ctrl/Cmd+K, on every page. */
export function PageKeys() {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  const handleOpenChange = (isOpen: boolean) => {
    if (!isOpen) setOpen(null);
  };
  usePageActs([
    {
      id: 'app.palette',
      label: strings.openPalette,
      group: strings.general,
      keys: 'Mod+K',
      isHiddenInPalette: true,
      run: () => setOpen('palette'),
    },
    {
      id: 'app.shortcuts',
      label: strings.showShortcuts,
      group: strings.general,
      keys: '?',
      run: () => setOpen('shortcuts'),
    },
    { id: 'app.home', label: strings.goHome, group: strings.general, run: () => void navigate('/') },
    {
      id: 'app.scenarios',
      label: strings.goScenarios,
      group: strings.general,
      keywords: ['bank', 'cases'],
      run: () => void navigate('/scenarios'),
    },
    {
      id: 'app.own-scenarios',
      label: strings.goOwnScenarios,
      group: strings.general,
      keywords: ['editor', 'upload', 'yaml'],
      run: () => void navigate('/scenarios/own'),
    },
    {
      id: 'app.calibration',
      label: strings.goCalibration,
      group: strings.general,
      keywords: ['rater', 'training', 'agreement'],
      run: () => void navigate('/calibration'),
    },
    {
      id: 'app.settings',
      label: strings.goSettings,
      group: strings.general,
      run: () => void navigate('/settings'),
    },
  ]);
  return (
    <Suspense fallback={null}>
      {open === 'palette' ? <ActPalette onOpenChange={handleOpenChange} /> : null}
      {open === 'shortcuts' ? <ShortcutsDialog onOpenChange={handleOpenChange} /> : null}
    </Suspense>
  );
}
