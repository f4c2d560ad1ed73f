import { Monitor, Moon, Sun } from 'lucide-react';
import { SegmentedControl } from './segmented-control.tsx';
import { setThemeChoice, useTheme } from './theme.ts';

export type ThemeSwitchProps = {
  /** Icons with tooltips instead of words. */
  readonly isCompact?: boolean | undefined;
};

export function ThemeSwitch({ isCompact = false }: ThemeSwitchProps) {
  const { choice } = useTheme();
  return (
    <SegmentedControl
      label="Theme"
      size={isCompact ? 'sm' : 'md'}
      value={choice}
      onValueChange={setThemeChoice}
      segments={[
        { value: 'system', label: 'System', icon: <Monitor />, isLabelHidden: isCompact },
        { value: 'light', label: 'Light', icon: <Sun />, isLabelHidden: isCompact },
        { value: 'dark', label: 'Dark', icon: <Moon />, isLabelHidden: isCompact },
      ]}
    />
  );
}
