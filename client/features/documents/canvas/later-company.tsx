import { createElement, memo } from 'react';
import { useLaterModule } from '#client/platform/use-later-module.ts';
import type { BoardCompanyProps } from './company/board-company.tsx';

/** The board can be read and drawn on without news of the others: the first strokes come first. */
const AFTER_MS = 6000;

/** Who is here, whose view one follows, what the others change; fetched a little after the board itself. */
export const LaterCompany = memo(function LaterCompany(props: BoardCompanyProps) {
  const company = useLaterModule(() => import('./company/board-company.tsx'), {
    // What was kept at an undo is said at once.
    isWanted: props.keptNote !== null,
    afterMs: AFTER_MS,
  });
  return company ? createElement(company.BoardCompany, props) : null;
});
