import { SegmentedControl } from '#client/ui/segmented-control.tsx';
import { progressStrings as strings } from './strings.ts';

export type View = 'chart' | 'table';

/** Behind every chart stand its numbers. */
export function ViewSwitch({ value, onChange }: { value: View; onChange: (view: View) => void }) {
  return (
    <SegmentedControl
      size="sm"
      label={strings.chartView}
      segments={[
        { value: 'chart', label: strings.chart },
        { value: 'table', label: strings.table },
      ]}
      value={value}
      onValueChange={onChange}
    />
  );
}
