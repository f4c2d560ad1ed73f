import type * as Y from 'yjs';
import { checkBoard, type BoardCheck, type BoardFinding } from '#shared/domain/board-checks.ts';
import type { BoardModel } from '#shared/domain/board-model.ts';
import { createStore, type ReadableStore } from '#client/platform/store.ts';
import { watchBoard } from './board-watch.ts';
import { marksOf, setMark, subscribeToMarks, type TalkMark } from './talk-marks.ts';

export interface MarkedFinding {
  readonly finding: BoardFinding;
  readonly mark: TalkMark;
}

export interface BoardTalkState {
  readonly model: BoardModel;
  readonly check: BoardCheck;
  /** Without a mark, in the order of use. */
  readonly open: readonly BoardFinding[];
  readonly marked: readonly MarkedFinding[];
}

export interface TalkSource extends ReadableStore<BoardTalkState> {
  readonly mark: (code: string, mark: TalkMark | null) => void;
  readonly close: () => void;
}

/** What a live board gives to talk about, and what this person has done with it. The caller closes it. */
export function openTalkSource({ doc, interviewId }: { doc: Y.Doc; interviewId: string }): TalkSource {
  const watch = watchBoard(doc);
  let model = watch.getSnapshot();
  let check = checkBoard(model);
  const store = createStore(compose());

  function compose(): BoardTalkState {
    const marks = marksOf(interviewId);
    return {
      model,
      check,
      open: check.findings.filter(({ code }) => marks[code] === undefined),
      marked: check.findings.flatMap((finding) => {
        const mark = marks[finding.code];
        return mark ? [{ finding, mark }] : [];
      }),
    };
  }
  const detachers = [
    watch.subscribe(() => {
      model = watch.getSnapshot();
      check = checkBoard(model);
      store.set(compose());
    }),
    subscribeToMarks(() => store.set(compose())),
  ];
  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    mark: (code, mark) => setMark(interviewId, { code, mark }),
    close() {
      for (const detach of detachers) detach();
      watch.close();
    },
  };
}
