import type { IncomingHttpHeaders } from 'node:http';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { fromNodeHeaders, toNodeHandler } from 'better-auth/node';
import { anonymous, magicLink } from 'better-auth/plugins';
import type { Request, Response } from 'express';
import type { Prisma, PrismaClient } from '#prisma/generated/client.ts';
import { AppError, invariant } from '#shared/errors.ts';
import { LIMITS } from '#shared/limits.ts';
import type { Logger } from '#server/platform/log.ts';
import type { Actor } from '#server/platform/operation.ts';
import type { OriginPolicy } from '#server/platform/origin.ts';
import { mergeGuestIntoAccount } from './guest-merge.ts';

export interface AccountsModule {
  /** Who the login cookie belongs to; null without a valid one. */
  identify(headers: IncomingHttpHeaders): Promise<Actor | null>;
  /** Makes a guest with a login session; the cookies go out with the reply. */
  createGuest(displayName: string): Promise<{ actor: Actor; cookies: string[] }>;
  /**
   * A path that signs its holder in as the user, once, within seven days, and goes on to `callbackPath`. For links the
   * server's own operator prints or sends; no request can ask for one.
   */
  createSignInLink(input: { userId: string; callbackPath: string }): Promise<string>;
  /** `/api/auth/*`: sign up, sign in, sign out, sign out everywhere. */
  handleHttp(request: Request, response: Response): Promise<void>;
}

const SIGN_IN_LINK_SECONDS = 7 * 24 * 3600;
const SIGN_IN_LINK_REQUEST = '/api/auth/sign-in/magic-link';

/** Thirty days: long enough to come back to a review next week. */
const LOGIN_SECONDS = 30 * 24 * 3600;

export function createAccountsModule(deps: {
  database: PrismaClient;
  secret: string;
  origin: OriginPolicy;
  /** Base address for cookies and links when PUBLIC_URL is not set. */
  localUrl: string;
  /** Ends open sockets and documents of a user whose login sessions ended. */
  onLoginsEnded: (userId: string) => void;
  /** Moves what other features keep by user, in the transaction in which a guest becomes an account. */
  onGuestMerged?: (
    tx: Prisma.TransactionClient,
    input: { guestId: string; accountId: string },
  ) => Promise<void>;
  /** Off in tests that sign in more often than people do. */
  isRateLimited: boolean;
  log: Logger;
}): AccountsModule {
  const { database, log } = deps;
  /** Links just made, by address, until `createSignInLink` takes them: the plugin hands them to a sender of mail. */
  const madeLinks = new Map<string, string>();
  const auth = betterAuth({
    appName: 'Dryrun',
    baseURL: deps.origin.publicUrl ?? deps.localUrl,
    basePath: '/api/auth',
    secret: deps.secret,
    database: prismaAdapter(database, { provider: 'postgresql', transaction: false }),
    // The server has compared Origin with the host the request was sent to before this runs.
    trustedOrigins: (request) => {
      const origin = request?.headers.get('origin');
      return origin === null || origin === undefined ? [] : [origin];
    },
    session: { modelName: 'loginSession', expiresIn: LOGIN_SECONDS, updateAge: 24 * 3600 },
    account: { modelName: 'authAccount' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: LIMITS.password.min,
      maxPasswordLength: LIMITS.password.max,
    },
    user: { changeEmail: { enabled: false } },
    plugins: [
      magicLink({
        expiresIn: SIGN_IN_LINK_SECONDS,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ email, url }) => {
          madeLinks.set(email, url);
        },
      }),
      anonymous({
        emailDomainName: 'guest.invalid',
        // Guests with a place in a shared room stay on record; `mergeGuestIntoAccount` deletes the others.
        disableDeleteAnonymousUser: true,
        onLinkAccount: async ({ anonymousUser, newUser }) => {
          await mergeGuestIntoAccount(
            database,
            { guestId: anonymousUser.user.id, accountId: newUser.user.id },
            deps.onGuestMerged,
          );
          deps.onLoginsEnded(anonymousUser.user.id);
        },
      }),
    ],
    rateLimit: { enabled: deps.isRateLimited, window: 60, max: 120, customRules: { '/get-session': false } },
    databaseHooks: {
      // Names are shown to others; rooms bound theirs by contract, the account's own comes this way.
      user: {
        create: { before: async (user) => ({ data: { ...user, name: toDisplayName(user.name) } }) },
        update: {
          before: async (user) => ({
            data: { ...user, ...(user.name === undefined ? {} : { name: toDisplayName(user.name) }) },
          }),
        },
      },
      session: {
        delete: {
          after: async (session) => {
            deps.onLoginsEnded(session.userId);
          },
        },
      },
    },
    advanced: {
      cookiePrefix: 'dryrun',
      useSecureCookies: deps.origin.publicUrl?.startsWith('https:') ?? false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { disableIpTracking: true },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ from: 'better-auth' }, message),
    },
  });
  const nodeHandler = toNodeHandler(auth);

  return {
    async identify(headers) {
      if (headers.cookie === undefined) return null;
      const found = await auth.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) });
      if (found === null) return null;
      return {
        userId: found.user.id,
        loginSessionId: found.session.id,
        name: found.user.name,
        isGuest: found.user.isAnonymous ?? false,
      };
    },
    async createGuest(displayName) {
      const response = await auth.api.signInAnonymous({ headers: new Headers(), asResponse: true });
      const cookies = response.headers.getSetCookie();
      invariant(response.ok && cookies.length > 0, 'an anonymous sign-in sets a cookie');
      const cookie = cookies.map((value) => value.split(';')[0]).join('; ');
      const actor = await this.identify({ cookie });
      invariant(actor !== null, 'a new guest is signed in');
      await database.user.update({ where: { id: actor.userId }, data: { name: displayName } });
      return { actor: { ...actor, name: displayName }, cookies };
    },
    async createSignInLink({ userId, callbackPath }) {
      const { email } = await database.user.findUniqueOrThrow({
        where: { id: userId },
        select: { email: true },
      });
      await auth.api.signInMagicLink({ body: { email, callbackURL: callbackPath }, headers: new Headers() });
      const link = madeLinks.get(email);
      madeLinks.delete(email);
      invariant(link !== undefined, 'the plugin hands over the link it made');
      const { pathname, search } = new URL(link);
      return `${pathname}${search}`;
    },
    async handleHttp(request, response) {
      if (request.path === SIGN_IN_LINK_REQUEST) throw new AppError('NOT_FOUND');
      await nodeHandler(request, response);
    },
  };
}

/** One line within the bounds of a display name. */
function toDisplayName(name: string): string {
  const line = name
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LIMITS.displayName.max);
  return line === '' ? 'Guest' : line;
}
