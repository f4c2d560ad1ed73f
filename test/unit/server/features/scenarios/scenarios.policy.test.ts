import { describe, expect, it } from 'vitest';
import { canShareWith, canUse } from '#server/features/scenarios/scenarios.policy.ts';
import { ROLES } from '#shared/domain/vocabulary.ts';

describe('own scenarios', () => {
  it('may be used by their author, and by interviewers where the author is', () => {
    expect(canUse({ userId: 'ada', ownerId: 'ada', seats: [] })).toBe(true);
    const users = ROLES.flatMap((role) =>
      [true, false]
        .filter((isAuthorThere) =>
          canUse({ userId: 'iris', ownerId: 'ada', seats: [{ role, isAuthorThere }] }),
        )
        .map((isAuthorThere) => `${role} ${isAuthorThere}`),
    );
    expect(users).toEqual(['interviewer true']);
  });

  it('may be shared by an interviewer or the host', () => {
    const sharers = ROLES.flatMap((role) =>
      [true, false].filter((isHost) => canShareWith({ role, isHost })).map((isHost) => `${role} ${isHost}`),
    );
    expect(sharers).toEqual(
      [...ROLES.map((role) => `${role} true`), 'interviewer false'].sort((a, b) => {
        const order = (text: string) => ROLES.findIndex((role) => text.startsWith(role));
        return order(a) - order(b);
      }),
    );
  });
});
