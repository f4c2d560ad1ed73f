import { afterEach, beforeEach, expect, test } from 'vitest';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import { ERRORS } from '#shared/errors.ts';
import { type TestApp, startTestApp } from '#test/support/app.ts';
import { createTemporaryDatabase } from '#test/support/database.ts';
import { eventually } from '#test/support/document-client.ts';
import { refusalOf } from '#test/support/person.ts';
import { describeWithServices } from '#test/support/services.ts';
import { type TcpProxy, startTcpProxy } from '#test/support/tcp-proxy.ts';
import { openDocument, openRoom, readiness, startInterview } from './cluster-world.ts';

describeWithServices('PostgreSQL goes away', ['postgres'], (urls) => {
  let temporary: Awaited<ReturnType<typeof createTemporaryDatabase>>;
  let wire: TcpProxy;
  let app: TestApp;

  beforeEach(async () => {
    temporary = await createTemporaryDatabase(urls.postgres);
    wire = await startTcpProxy(temporary.url);
    app = await startTestApp({ sharedDatabaseUrl: wire.url });
  });

  afterEach(async () => {
    wire.mend();
    await app.close();
    await wire.close();
    await temporary.drop();
  });

  test('callers get errors worth a retry, nobody is signed out, edits wait, and it recovers by itself', async () => {
    const room = await openRoom({ east: app, west: app, clock: app.clock });
    await startInterview(room);
    const { iris, carl, roomId, interviewId } = room;
    const open = (person: typeof iris.person) => openDocument({ app, person, interviewId, kind: 'notes' });
    const [hers, his] = [await open(iris.person), await open(carl.person)];
    hers.text.insert(0, 'before ');
    await eventually('Carl reads it', () => his.text.toString() === 'before ');

    wire.cut();
    expect(await readiness(app)).toBe(503);
    const overHttp = await refusalOf(iris.person.call(rooms.getRoom, { roomId }));
    const overSocket = await refusalOf(iris.person.send(rooms.renameRoom, { roomId, name: 'Lost' }));
    for (const { code } of [overHttp, overSocket]) expect(ERRORS[code].isRetryable).toBe(true);
    expect(overHttp.status).toBeGreaterThanOrEqual(500);
    expect(iris.person.isConnected).toBe(true);
    // Not in the log, so nobody may see it yet.
    hers.text.insert(7, 'meanwhile');
    expect(his.text.toString()).toBe('before ');

    wire.mend();
    await eventually('ready again', async () => (await readiness(app)) === 200);
    await eventually('the edit arrives', () => his.text.toString() === 'before meanwhile');
    await iris.person.send(rooms.renameRoom, { roomId, name: 'Found' });
    await carl.person.waitFor(rooms.roomChanged, (c) => c.room.name === 'Found');
    expect((await iris.person.call(rooms.getRoom, { roomId })).room.name).toBe('Found');
    hers.close();
    his.close();
  });

  test('a server that cannot be reached at the start is named in one line', async () => {
    wire.cut();
    await expect(startTestApp({ sharedDatabaseUrl: wire.url })).rejects.toThrow(
      /^PostgreSQL at 127\.0\.0\.1:\d+\/dryrun_test_\w+ cannot be used: .+$/,
    );
  });
});
