import { CalibrationList } from '#client/features/calibration/calibration-list.tsx';
import { calibrationStrings } from '#client/features/calibration/strings.ts';
import { useTitle } from '../use-title.ts';

export function CalibrationPage() {
  useTitle(calibrationStrings.title);
  return (
    <main>
      <CalibrationList />
    </main>
  );
}
