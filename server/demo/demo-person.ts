import { randomBytes } from 'node:crypto';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import type { OperationContract, OutputOf, RequestOf } from '#shared/contracts/operation.ts';

/** A call the server refused; the demo cannot go on then. */
export class DemoRefusal extends Error {}

const SignUpSchema = z.object({ user: z.object({ id: z.string() }) });

/** Somebody who plays a part in the demo: an account with its cookies, acting through the public API alone. */
export class DemoPerson {
  readonly displayName: string;
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  #userId = '';

  private constructor(url: string, displayName: string) {
    this.#url = url;
    this.displayName = displayName;
  }

  /**
   * Signs somebody new up. Nobody knows the password and the address leads nowhere (RFC 2606, `.invalid`): the way in
   * is a sign-in link.
   */
  static async signUp(url: string, displayName: string): Promise<DemoPerson> {
    const person = new DemoPerson(url, displayName);
    const answer = await person.#send('POST', '/api/auth/sign-up/email', {
      name: displayName,
      email: `${nanoid(16).toLowerCase()}@demo.invalid`,
      password: randomBytes(32).toString('base64url'),
    });
    person.#userId = SignUpSchema.parse(answer).user.id;
    return person;
  }

  get userId(): string {
    return this.#userId;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Calls an operation over REST. @throws DemoRefusal */
  async call<C extends OperationContract>(contract: C, input: RequestOf<C>): Promise<OutputOf<C>> {
    const rest: Record<string, unknown> = { ...z.record(z.string(), z.unknown()).parse(input) };
    const path = contract.path.replace(/:(\w+)/g, (_, name: string) => {
      const value = z.string().parse(rest[name]);
      delete rest[name];
      return encodeURIComponent(value);
    });
    const answer = await this.#send(contract.method, path, contract.method === 'GET' ? null : rest);
    // The contract's own schema made the value.
    return contract.output.parse(answer) as OutputOf<C>;
  }

  async #send(method: string, path: string, body: object | null): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        origin: this.#url,
        cookie: this.cookie,
        ...(body === null ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    if (!response.ok) throw new DemoRefusal(`${method} ${path} was refused (${response.status}): ${text}`);
    return JSON.parse(text);
  }
}
