import { handle, type FeatureModule } from '#server/platform/operation.ts';
import {
  getCalibration,
  getCalibrationRun,
  giveUpCalibrationRun,
  lockCalibrationRating,
  startCalibrationRun,
} from '#shared/contracts/calibration.contract.ts';
import { createCalibrationService, type CalibrationDeps } from './calibration.service.ts';

/** Reference interviews to rate, and whether somebody is ready to rate others. */
export function createCalibrationModule(deps: CalibrationDeps): FeatureModule {
  const service = createCalibrationService(deps);
  return {
    operations: [
      handle(getCalibration, async ({ actor }) => ({ data: await service.getOverview(actor) })),
      handle(startCalibrationRun, async ({ actor, input }) => ({ data: await service.start(actor, input) })),
      handle(getCalibrationRun, async ({ actor, input }) => ({
        data: await service.getRun(actor, input.runId),
      })),
      handle(lockCalibrationRating, async ({ actor, input }) => ({ data: await service.lock(actor, input) })),
      handle(giveUpCalibrationRun, async ({ actor, input }) => ({
        data: await service.giveUp(actor, input.runId),
      })),
    ],
  };
}
