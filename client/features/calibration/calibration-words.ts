import { asApiError, type ApiErrorCode } from '#client/platform/api-error.ts';
import { toErrorWords, type ErrorWords } from '#client/platform/error-words.ts';

/** Here and not in the platform's table, which every room loads at first. */
const WORDS: Partial<Record<ApiErrorCode, ErrorWords>> = {
  CALIBRATION_REFERENCE_NOT_FOUND: {
    title: 'That reference interview is no longer here',
    advice: 'Choose another one from the list.',
  },
  CALIBRATION_RUN_NOT_FOUND: { title: 'This run is not here', advice: 'Open it from your list of runs.' },
  CALIBRATION_RUN_ENDED: {
    title: 'This run is over',
    advice: 'It was ended in another tab. What was locked is kept.',
  },
  CALIBRATION_LOCKED: {
    title: 'This dimension was locked in another tab',
    advice: 'A locked rating stays as it is.',
  },
  GUIDE_LOCKED: {
    title: 'You are being interviewed with this scenario',
    advice: 'Its guide stays closed for you until the ratings are opened.',
  },
};

export function toCalibrationWords(thrown: unknown): ErrorWords {
  return WORDS[asApiError(thrown).code] ?? toErrorWords(thrown);
}
