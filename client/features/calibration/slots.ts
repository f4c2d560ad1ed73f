import type { ReactNode } from 'react';
import type { ReferenceInterview } from '#shared/contracts/calibration.contract.ts';
import type { Face } from '#shared/contracts/scenario-format.contract.ts';
import type { Anchors, NotAssessedReason, Rating } from '#shared/domain/rubric-config.ts';

/** Parts of other features that the page puts in. */
export interface CalibrationSlots {
  readonly renderBoard: (board: ReferenceInterview['board'], alt: string) => ReactNode;
  readonly renderNotes: (notes: ReferenceInterview['notes']) => ReactNode;
  readonly renderFace: (face: Face) => ReactNode;
  readonly renderScale: (scale: {
    label: string;
    anchors: Anchors;
    value: Rating | null;
    ceiling: number;
    onValueChange: (rating: Rating) => void;
  }) => ReactNode;
  readonly renderNotAssessed: (choice: {
    reason: NotAssessedReason | null;
    onReasonChange: (reason: NotAssessedReason | null) => void;
  }) => ReactNode;
}
