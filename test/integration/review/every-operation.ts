import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { OperationContract } from '#shared/contracts/operation.ts';
import {
  finishedFeedback,
  finishedRubric,
  finishedSelf,
  evidence,
  type RatedRooms,
} from '../rubric/rated-room.ts';

export type RatedRoom = Awaited<ReturnType<RatedRooms['createRoom']>>;
type Input = Record<string, unknown>;

/** Ids of things in the room that operations name. */
export interface RoomFacts {
  readonly room: RatedRoom;
  readonly assignmentId: string;
  readonly token: string;
  readonly noteId: string;
  readonly shadowId: string;
}

/**
 * How an operation is tried. `read` changes nothing and is asked by everybody at every step. `write` is tried by
 * everybody whom a seal holds. `elsewhere` cannot answer with anything of an interview; the reason has to say why.
 */
export type Trial =
  | { readonly as: 'read'; readonly input: (facts: RoomFacts) => Input }
  | { readonly as: 'write'; readonly input: (facts: RoomFacts) => Input }
  | { readonly as: 'elsewhere'; readonly why: string };

const ofInterview = ({ room }: RoomFacts): Input => ({ interviewId: room.interviewId });
const ofRoom = ({ room }: RoomFacts): Input => ({ roomId: room.roomId });
const read = (input: (facts: RoomFacts) => Input = ofInterview): Trial => ({ as: 'read', input });
const write = (more: (facts: RoomFacts) => Input = () => ({})): Trial => ({
  as: 'write',
  input: (facts) => ({ ...ofInterview(facts), ...more(facts) }),
});
const writeRoom = (more: (facts: RoomFacts) => Input = () => ({})): Trial => ({
  as: 'write',
  input: (facts) => ({ ...ofRoom(facts), ...more(facts) }),
});

function elsewhere(why: string, names: readonly string[]): Readonly<Record<string, Trial>> {
  return Object.fromEntries(names.map((name) => [name, { as: 'elsewhere', why }]));
}

/** Every operation of every contract. One that is missing here fails the test until somebody has thought about it. */
export const TRIALS: Readonly<Record<string, Trial>> = {
  'rooms:list': read(() => ({})),
  'rooms:get': read(ofRoom),
  'rooms:join': read(ofRoom),
  'rooms:list-invites': read(ofRoom),
  'rooms:preview-invite': read(({ token }) => ({ token })),
  'rooms:create': { as: 'elsewhere', why: 'answers with a new room' },
  'rooms:rename': writeRoom(() => ({ name: 'Another name' })),
  'rooms:create-invite': writeRoom(() => ({ role: 'observer' })),
  'rooms:revoke-invite': writeRoom(() => ({ inviteId: 'no-such-invite' })),
  'rooms:accept-invite': writeRoom(({ token }) => ({ roomId: undefined, token, displayName: 'Visitor' })),
  'rooms:change-role': writeRoom(({ shadowId }) => ({ participantId: shadowId, role: 'observer' })),
  'rooms:remove-participant': writeRoom(({ shadowId }) => ({ participantId: shadowId })),

  'interviews:get': read(),
  'interviews:get-guide': read(),
  'interviews:list-scenarios': read(),
  'interviews:configure': write(() => ({
    setup: {
      scenarioId: null,
      level: 'mid',
      format: 'm45',
      framework: 'seven-step',
      useStarterBoard: false,
    },
  })),
  'interviews:open-lobby': write(),
  'interviews:back-to-preparing': write(),
  'interviews:set-ready': write(() => ({ isReady: true })),
  'interviews:start': write(),
  'interviews:enter-phase': write(() => ({ phaseIndex: 1 })),
  'interviews:extend-phase': write(() => ({ minutes: 5 })),
  'interviews:set-paused': write(() => ({ isPaused: true })),
  'interviews:end': write(),
  'interviews:close': write(),
  'interviews:show-reveal': write(() => ({ revealId: 'rv.scale' })),
  'interviews:record-act': write(() => ({
    id: 'act-123456',
    act: { type: 'hint-given', hintId: 'ev.h1', rung: 'nudge' },
  })),
  'interviews:next-round': writeRoom(() => ({ swapRoles: false })),
  'interviews:gather': write(() => ({ document: 'canvas', view: { x: 0, y: 0, w: 800, h: 600 } })),

  'documents:create-ticket': {
    as: 'elsewhere',
    why: 'answers with a ticket; who may open which document is tested in interview-access.test.ts',
  },

  'rubric:list-evidence': read(),
  'rubric:get-rubric': read(),
  'rubric:get-self': read(),
  'rubric:get-feedback': read(),
  'rubric:get-progress': read(),
  'rubric:put-evidence': write(({ room, noteId }) => ({
    ...evidence({ interviewId: room.interviewId, text: 'Mine now' }),
    noteId,
  })),
  'rubric:delete-evidence': write(({ noteId }) => ({ noteId })),
  'rubric:restore-evidence': write(({ noteId }) => ({ noteId })),
  'rubric:save-rubric': write(() => ({ baseRevision: 17, content: finishedRubric() })),
  'rubric:submit-rubric': write(() => ({ baseRevision: 17 })),
  'rubric:waive-rubric': write(),
  'rubric:save-self': write(() => ({ baseRevision: 17, content: finishedSelf() })),
  'rubric:submit-self': write(() => ({ baseRevision: 17 })),
  'rubric:save-feedback': write(() => ({ baseRevision: 17, content: finishedFeedback() })),
  'rubric:submit-feedback': write(() => ({ baseRevision: 17 })),

  'raters:list': read(),
  'raters:list-contacts': read(),
  'raters:list-queue': read(() => ({})),
  'raters:assign': write(({ assignmentId }) => ({
    assignmentId,
    contactId: null,
    dueAt: '2026-01-20T10:00:00.000Z',
  })),
  'raters:withdraw': write(({ assignmentId }) => ({ assignmentId })),
  'raters:decline': write(),

  'review:get': read(),
  'review:get-materials': read(),
  'review:record-rating': write(() => ({
    recordId: 'record-123456',
    kind: 'agreed',
    dimension: 'framing',
    rating: 2,
    reason: 'As we said before.',
  })),
  'review:reply': write(() => ({
    replyId: 'reply-123456',
    kind: 'flag',
    target: { on: 'rating', dimension: 'framing' },
    text: 'That was asked for.',
  })),
  'review:answer-flag': write(() => ({
    replyId: 'reply-123456',
    answerId: 'answer-123456',
    verdict: 'stands',
    text: 'It was seen twice.',
    recordId: null,
  })),
  'review:withdraw-reply': write(() => ({ replyId: 'reply-123456' })),
  'review:export': read((facts) => ({ ...ofInterview(facts), format: 'json' })),

  'sharing:list': read(),
  'sharing:create': write(() => ({ shareId: 'share-123456', part: 'report' })),
  'sharing:revoke': write(() => ({ shareId: 'share-123456' })),
  'sharing:read': { as: 'elsewhere', why: 'asks for a link; what one shows is tested in sharing.test.ts' },

  'webhooks:list': read(ofRoom),
  'webhooks:create': writeRoom(() => ({ webhookId: 'hook-123456', url: 'https://hooks.example.org/' })),
  'webhooks:ping': writeRoom(() => ({ webhookId: 'hook-123456', deliveryId: 'delivery-123456' })),
  'webhooks:resend': writeRoom(() => ({ webhookId: 'hook-123456', deliveryId: 'delivery-123456' })),
  'webhooks:delete': writeRoom(() => ({ webhookId: 'hook-123456' })),

  'progress:list-history': read(() => ({ side: 'interviewer' })),
  'progress:get-candidate': read(() => ({})),
  'progress:get-interviewer': read(() => ({})),
  'progress:get-lead-view': read(() => ({})),
  'progress:get-scenario-statistics': read(() => ({ scenarioId: 'ad-click-prediction' })),

  ...elsewhere('answers with reference interviews and own runs; tested in calibration.test.ts', [
    'calibration:get',
    'calibration:get-run',
    'calibration:start',
    'calibration:lock',
    'calibration:give-up',
  ]),
  ...elsewhere('answers with scenarios, never with an interview; tested in test/integration/scenarios', [
    'scenarios:list',
    'scenarios:preview',
    'scenarios:open-guide',
    'scenarios:copy',
    'scenarios:check',
    'scenarios:list-own',
    'scenarios:get-own',
    'scenarios:get-own-version',
    'scenarios:create-own',
    'scenarios:save-own',
    'scenarios:publish-own',
    'scenarios:retire-own',
    'scenarios:delete-own',
    'scenarios:share-own',
    'scenarios:stop-sharing-own',
  ]),
};

/** Every operation that any contract file declares, whether or not a list names it. */
export async function listAllOperations(): Promise<OperationContract[]> {
  const directory = path.join(import.meta.dirname, '../../../shared/contracts');
  const files = readdirSync(directory).filter((name) => name.endsWith('.contract.ts'));
  const modules = await Promise.all(
    files.map((name) => import(path.join(directory, name)) as Promise<Record<string, unknown>>),
  );
  const found = new Map<string, OperationContract>();
  const collect = (value: unknown, depth = 0): void => {
    if (typeof value !== 'object' || value === null || depth > 2) return;
    if (isOperation(value)) found.set(value.name, value);
    else for (const each of Object.values(value)) collect(each, depth + 1);
  };
  for (const module of modules) collect(module);
  return [...found.values()];
}

function isOperation(value: object): value is OperationContract {
  return 'name' in value && 'path' in value && 'access' in value && 'rateLimit' in value;
}
