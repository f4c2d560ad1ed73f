import { Laser } from 'lucide-react';
import { IconButton } from '#client/ui/icon-button.tsx';
import { useBoardActs, type Tool } from '../board-context.ts';
import { STRINGS } from '../strings.ts';
import styles from '../tool-strip.module.css';

/** The one tool of people who only look on: pointing changes nothing. */
export function LaserButton({ tool }: { readonly tool: Tool }) {
  const { setTool } = useBoardActs();
  const isOn = tool.name === 'laser';
  return (
    <div className={styles.strip}>
      <IconButton
        label={STRINGS.tools.laser}
        icon={<Laser />}
        shortcut="L"
        tooltipSide="right"
        isPressed={isOn}
        onClick={() => setTool({ name: isOn ? 'select' : 'laser' })}
      />
    </div>
  );
}
