import type { Curveball } from '#shared/contracts/scenario-format.contract.ts';
import { STEP_NAMES, cockpitStrings as strings } from './cockpit-strings.ts';

/** When a curveball is due, in words. */
export function triggerWords({ trigger }: Curveball): string {
  return 'at_minute' in trigger
    ? strings.atMinute(trigger.at_minute)
    : strings.afterStep(STEP_NAMES[trigger.after_step]);
}
