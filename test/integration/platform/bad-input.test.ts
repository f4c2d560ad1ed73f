import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import * as rooms from '#shared/contracts/rooms.contract.ts';
import type { TestApp } from '#test/support/app.ts';
import { startTestApp } from '#test/support/app.ts';
import { refusalOf } from '#test/support/person.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function answer(path: string, init: RequestInit = {}) {
  const response = await fetch(`${app.url}${path}`, init);
  const text = await response.text();
  // Whatever went wrong, no stack trace and no file name leaves the server.
  expect(text).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts\b/);
  return {
    status: response.status,
    body: text.startsWith('{') ? (JSON.parse(text) as { error?: { code: string } }) : null,
  };
}

const json = (body: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body,
});

describe('bad input gets a documented error and changes nothing', () => {
  test.each([
    ['an unknown API route', '/api/nothing', {}, 404, 'NOT_FOUND'],
    ['a write to an unknown route', '/nothing', { method: 'POST' }, 405, 'METHOD_NOT_ALLOWED'],
    ['a file that is not there', '/assets/nothing.js', {}, 404, 'NOT_FOUND'],
    ['a path that climbs out', '/..%2f..%2fpackage.json', {}, 404, 'NOT_FOUND'],
    ['a malformed escape', '/%zz', {}, 400, 'BAD_REQUEST'],
    ['JSON that is none', '/api/rooms', json('{"displayName":'), 400, 'BAD_REQUEST'],
    ['a JSON array', '/api/rooms', json('[]'), 400, 'BAD_REQUEST'],
    [
      'a body over the limit',
      '/api/rooms',
      json(JSON.stringify({ displayName: 'x'.repeat(70_000) })),
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    [
      'an empty name',
      '/api/rooms',
      json('{"displayName":"  ","role":"candidate"}'),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'a role nobody may take',
      '/api/rooms',
      json('{"displayName":"A","role":"reviewer"}'),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'a field nobody asked for',
      '/api/rooms',
      json('{"displayName":"A","role":"candidate","isHost":true}'),
      400,
      'VALIDATION_FAILED',
    ],
    [
      'a control character',
      '/api/rooms',
      json('{"displayName":"A\\u0000","role":"candidate"}'),
      400,
      'VALIDATION_FAILED',
    ],
    ['no login', '/api/rooms', {}, 401, 'UNAUTHENTICATED'],
    [
      'a write from another origin',
      '/api/rooms',
      { ...json('{}'), headers: { origin: 'https://evil.example' } },
      403,
      'ORIGIN_REFUSED',
    ],
    [
      'a sign-in from another origin',
      '/api/auth/sign-in/email',
      { ...json('{}'), headers: { origin: 'https://evil.example', 'content-type': 'application/json' } },
      403,
      'ORIGIN_REFUSED',
    ],
  ] as const)('%s', async (_name, path, init, status, code) => {
    const { status: got, body } = await answer(path, init);
    expect(body?.error?.code).toBe(code);
    expect(got).toBe(status);
  });

  test('a socket from another origin or without a login is refused', async () => {
    const open = (headers: Record<string, string>) =>
      new Promise<number | 'open'>((resolve) => {
        const socket = new WebSocket(
          `${app.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`,
          { headers },
        );
        socket.on('open', () => {
          socket.close();
          resolve('open');
        });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
        socket.on('error', () => {});
      });
    // Engine.IO answers 400 to what it does not allow.
    expect(await open({ origin: 'https://evil.example' })).toBe(400);
    const stranger = app.person();
    await expect(stranger.connect()).rejects.toThrow('UNAUTHENTICATED');
  });

  test('documents refuse another origin, no login, an unknown name', async () => {
    const open = (path: string, headers: Record<string, string> = {}) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`${app.url.replace('http', 'ws')}${path}`, { headers });
        socket.on('unexpected-response', (_request, response) => resolve(`http ${response.statusCode ?? 0}`));
        socket.on('close', (code) => resolve(`close ${code}`));
        socket.on('error', () => {});
      });
    expect(await open('/documents/abcdefgh.canvas', { origin: 'https://evil.example' })).toBe('http 403');
    expect(await open('/nowhere')).toBe('http 404');
    expect(await open('/documents/abcdefgh.canvas')).toMatch(/^(http 401|close 4\d{3})$/);
    expect(await open('/documents/..%2f.secret')).toMatch(/^(http 40\d|close 4\d{3})$/);
  });

  test('a socket command with a wrong shape, an unknown name or no acknowledgement changes nothing', async () => {
    const host = app.person();
    const { room } = await host.call(rooms.createRoom, { displayName: 'Iris', role: 'interviewer' });
    await host.connect();
    const wrong = { ...rooms.renameRoom, input: rooms.createRoom.input };
    expect(await refusalOf(host.send(wrong, { displayName: 'x', role: 'candidate' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    const unknown = { ...rooms.getRoom, name: 'rooms:destroy' as const };
    expect(await refusalOf(host.send(unknown, { roomId: room.id }))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await host.call(rooms.getRoom, { roomId: room.id })).room.revision).toBe(0);
  });

  test('too many calls are slowed down, not served', async () => {
    const strict = await startTestApp({ rateLimitFactor: 1 });
    try {
      const codes = new Set<number>();
      for (let i = 0; i < 45; i += 1) {
        const response = await fetch(`${strict.url}/api/invites/AAAAAAAAAAAAAAAAAAAAAAAA`);
        codes.add(response.status);
      }
      expect(codes).toEqual(new Set([404, 429]));
    } finally {
      await strict.close();
    }
  });

  test('nothing above was the fault of the server', () => {
    expect(app.complaints).toEqual([]);
  });
});

describe('a network that refuses WebSockets', () => {
  test('commands and broadcasts go over polling', async () => {
    const host = app.person();
    const { room } = await host.call(rooms.createRoom, { displayName: 'Iris', role: 'interviewer' });
    await host.connect('polling');
    await host.send(rooms.joinRoom, { roomId: room.id });
    await host.send(rooms.renameRoom, { roomId: room.id, name: 'By polling' });
    await host.waitFor(rooms.roomChanged, (changed) => changed.room.name === 'By polling');
    expect((await host.call(rooms.getRoom, { roomId: room.id })).room.name).toBe('By polling');
    host.close();
    // Pages and polls are answered by one handler each, never by both.
    expect(app.complaints).toEqual([]);
  });
});

describe('what operators ask', () => {
  test('health, readiness, metrics and the API document answer', async () => {
    for (const [path, expected] of [
      ['/healthz', 'ok'],
      ['/readyz', 'ready'],
      ['/metrics', 'dryrun_operations_total'],
    ] as const) {
      const response = await fetch(`${app.url}${path}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(expected);
    }
    const document = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/api/rooms/{roomId}/invites']).toHaveProperty('post');
  });

  test('pages carry a strict content security policy', async () => {
    const policy = (await fetch(`${app.url}/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });
});
