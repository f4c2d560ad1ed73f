import type { BoardView, boardGathered } from '#shared/contracts/interviews.contract.ts';
import type { PayloadOf } from '#shared/contracts/operation.ts';

/** What the board takes from the room around it. */
export interface BoardRoom {
  /** Resolves when the document is there, from the server or from the copy in the browser. */
  readonly whenLoaded: Promise<void>;
  /** Brings everybody to a part of the board; null for those who may not. @throws ApiError */
  readonly gather: ((view: BoardView) => Promise<void>) | null;
  /** Somebody else brought everybody to a part of the board; the returned function stops listening. */
  readonly onGathered: (listener: (call: Gathered) => void) => () => void;
}

export type Gathered = Pick<PayloadOf<typeof boardGathered>, 'by' | 'view'>;
