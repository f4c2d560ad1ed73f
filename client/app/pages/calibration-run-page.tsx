import { useParams } from 'react-router';
import { CalibrationRunPage as RunPage } from '#client/features/calibration/run-page.tsx';
import type { CalibrationSlots } from '#client/features/calibration/slots.ts';
import { calibrationStrings } from '#client/features/calibration/strings.ts';
import { NotesView } from '#client/features/documents/notes/notes-view.tsx';
import { BoardPicture } from '#client/features/review/board-picture.tsx';
import { AnchorScale } from '#client/features/rubric/anchor-scale.tsx';
import { NotAssessed } from '#client/features/rubric/not-assessed.tsx';
import { RATING_NAMES } from '#client/features/rubric/strings.ts';
import { RevealFace } from '#client/features/scenarios/reveal-face.tsx';
import { useTitle } from '../use-title.ts';

const SLOTS: CalibrationSlots = {
  renderBoard: (board, alt) => <BoardPicture board={board} alt={alt} />,
  renderNotes: (notes) => <NotesView blocks={notes} topHeadingLevel={3} />,
  renderFace: (face) => <RevealFace face={face} />,
  renderScale: (scale) => <AnchorScale {...scale} names={RATING_NAMES} isLocked={false} />,
  renderNotAssessed: (choice) => <NotAssessed {...choice} isLocked={false} />,
};

export function CalibrationRunPage() {
  const { runId = '' } = useParams();
  useTitle(calibrationStrings.title);
  return (
    <main>
      <RunPage runId={runId} slots={SLOTS} />
    </main>
  );
}
